import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sillageHere } from './command.ts'
import { ROOT } from './house.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-coordinate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const HEADER = 'message_id,user_id,username,repost_id,reply_id,message,timestamp,urls'

/** Messages as the QUT toolkit takes them, a line each: who, what is reposted or else said, when (s), and a link. */
async function messages(name: string, story: string): Promise<string> {
  const rows = story
    .trim()
    .split('\n')
    .map((line, at) => {
      const [who = '', what = '', when = '', url = ''] = line.trim().split(' | ')
      const reposted = /^RT (.+)$/.exec(what)?.[1] ?? ''
      return [`m${at}`, who, who, reposted, '', reposted ? '' : what, 1_494_010_140 + Number(when), url].join(
        ',',
      )
    })
  const path = join(folder, name)
  await writeFile(path, `${[HEADER, ...rows].join('\n')}\n`)
  return path
}

async function coordinate(path: string, ...flags: string[]) {
  const out = join(folder, `out-${Math.abs(hash(path + flags.join(' ')))}`)
  const ended = await sillageHere(['coordinate', path, '-o', out, ...flags])
  const table = async (name: string) =>
    (await readFile(join(out, name), 'utf8').catch(() => '')).trimEnd().split('\r\n')
  return {
    ended,
    out,
    edges: await table('edges.csv'),
    nodes: await table('nodes.csv'),
    evidence: await table('evidence.csv'),
  }
}

const hash = (text: string) => [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) | 0, 7)

const REPOSTS = `
  ann | RT x | 0
  bob | RT x | 60
  cat | RT x | 121
  ann | RT y | 1000
  bob | RT y | 1001
  bob | RT y | 1002
  cat | RT z | 2000`

test('two accounts reposting the same two posts within a minute are an edge, with both co-actions as evidence', async () => {
  const { ended, edges, nodes, evidence } = await coordinate(await messages('reposts.csv', REPOSTS))
  expect(ended.code, ended.stderr).toBe(0)
  expect(edges[0]).toBe('source,target,weight,p,q,validated,choice_p')
  const [, , , p, q, validated, choice] = (edges[1] ?? '').split(',').map(Number)
  for (const chance of [p, q, choice]) expect(chance).toBeGreaterThan(0)
  for (const chance of [p, q, choice]) expect(chance).toBeLessThanOrEqual(1)
  // Seven reposts are too few for two meetings to surprise.
  expect(validated).toBe(0)
  expect(edges.slice(1).map(row => row.split(',').slice(0, 3).join(' '))).toEqual(['ann bob 2'])
  expect(nodes.slice(1).map(row => row.split(',').slice(0, 4).join(' '))).toEqual(['ann 2 1 2', 'bob 3 1 2'])
  expect(evidence.slice(1)).toEqual([
    'ann,bob,repost,x,60,m0,2017-05-05T18:49:00.000Z,reposts.csv,1,m1,2017-05-05T18:50:00.000Z,reposts.csv,2',
    'ann,bob,repost,y,1,m3,2017-05-05T19:05:40.000Z,reposts.csv,4,m4,2017-05-05T19:05:41.000Z,reposts.csv,5',
  ])
})

test('like qut edges have a direction, and each way its own weight', async () => {
  const { edges } = await coordinate(await messages('qut.csv', REPOSTS), '--like', 'qut', '--repeats', '1')
  expect(edges).toEqual(['source,target,weight', 'ann,bob,2', 'bob,ann,3'])
})

test('like qut an empty link is an object only when that is asked for', async () => {
  const story = `
    ann | good morning | 0
    bob | good evening | 5
    cat | look | 10 | http://a.test/1
    dan | see | 12 | http://a.test/1`
  const like = ['--like', 'qut', '--on', 'url', '--repeats', '1']
  const path = await messages('links.csv', story)
  expect((await coordinate(path, ...like)).edges.slice(1)).toEqual(['cat,dan,1', 'dan,cat,1'])
  expect((await coordinate(path, ...like, '--empty-keys')).edges.slice(1)).toEqual([
    ...['ann,bob,1', 'bob,ann,1', 'cat,dan,1', 'dan,cat,1'],
  ])
})

test('texts of mentions alone are no object, and short ones none by default', async () => {
  const story = `
    ann | @zoe | 0
    bob | @yan | 5
    ann | Read this now please @zoe everyone | 10
    bob | read this  now please everyone @yan | 12
    cat | good morning | 20
    dan | good morning | 21`
  const path = await messages('texts.csv', story)
  const flags = ['--on', 'text', '--repeats', '1']
  expect((await coordinate(path, ...flags)).edges.slice(1).map(row => row.split(',').slice(0, 3))).toEqual([
    ['ann', 'bob', '1'],
  ])
  const like = await coordinate(path, ...flags, '--like', 'qut')
  expect(like.edges.slice(1)).toEqual(['ann,bob,1', 'bob,ann,1', 'cat,dan,1', 'dan,cat,1'])
  const asToolkit = await coordinate(path, ...flags, '--like', 'qut', '--empty-keys')
  expect(asToolkit.edges.slice(1)).toEqual(['ann,bob,2', 'bob,ann,2', 'cat,dan,1', 'dan,cat,1'])
})

test('like cooRTweet one account of a pair may pass its second filter alone, or both must', async () => {
  const story = `
    ann | RT x | 0
    bob | RT x | 10
    ann | RT y | 1000
    cat | RT y | 1010
    bob | RT z | 5000
    cat | RT w | 6000`
  const path = await messages('participation.csv', story)
  const either = await coordinate(path, '--like', 'cooRTweet')
  expect(either.edges).toEqual(['source,target,weight,weight_threshold', 'ann,bob,1,0', 'ann,cat,1,0'])
  const both = await coordinate(path, '--like', 'cooRTweet', '--participation', 'both')
  expect(both.edges).toHaveLength(1)
})

test('a post that stands in two files counts once', async () => {
  const path = await messages('twice.csv', REPOSTS)
  const copy = await messages('copy.csv', REPOSTS)
  const { evidence, ended } = await coordinate(path, copy)
  expect(ended.code, ended.stderr).toBe(0)
  expect(evidence).toHaveLength(3)
})

test('it refuses what it cannot follow, and never replaces what is not its own', async () => {
  const path = await messages('refused.csv', REPOSTS)
  const said = async (...flags: string[]) => {
    const { code, stderr } = await sillageHere(['coordinate', path, ...flags])
    return `${code} ${stderr}`
  }
  const out = join(folder, 'refused')
  expect(await said()).toMatch(/^2 .*--out/s)
  expect(await said('-o', out, '--quantile', '0.9')).toMatch(/^2 .*--quantile is for --like cooRTweet/s)
  expect(await said('-o', out, '--window', 'soon')).toMatch(/^2 .*60s, 500ms/s)
  expect(await said('-o', out, '--on', 'weather')).toMatch(/^2 .*none of repost/s)
  expect(await said('-o', out, '--on', 'media')).toMatch(/^2 .*nobody acts on any.*there is repost/s)
  expect(await said('-o', out)).toMatch(/^0 /)
  expect(await said('-o', out)).toMatch(/^2 .*--force/s)
  expect(await said('-o', out, '--force')).toMatch(/^0 /)
  expect((await readdir(out)).sort()).toEqual(['edges.csv', 'evidence.csv', 'nodes.csv', 'run.json'])
  await writeFile(join(out, 'mine.txt'), 'kept')
  expect(await said('-o', out, '--force')).toMatch(/^2 /)
  expect(await readFile(join(out, 'mine.txt'), 'utf8')).toBe('kept')
})

test('threads run from what is built as they do from TypeScript', () => {
  const built = join(ROOT, 'dist/kernels/co-action/pairs.js')
  if (!existsSync(built)) throw new Error('There is no dist/; run: make build')
  const script = `
    import { coActions } from ${JSON.stringify(pathToFileURL(built).href)}
    const n = 12_000
    const actions = {
      account: Uint32Array.from({ length: n }, (_, i) => (i * 7919) % 2003),
      object: new Uint32Array(n),
      at: Float64Array.from({ length: n }, (_, i) => i * 100),
      post: Uint32Array.from({ length: n }, (_, i) => i),
      accounts: 2003,
      objects: 1,
    }
    const edges = []
    for (const threads of [1, 2]) edges.push(await coActions(actions, { window: 60_000, repeats: 1, threads }))
    const same = Buffer.compare(Buffer.from(edges[0].target.buffer), Buffer.from(edges[1].target.buffer)) === 0
    console.log(edges[0].weight.length > 100_000 && same)`
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(told.trim()).toBe('true')
})
