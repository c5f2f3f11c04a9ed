import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sillage, sillageHere } from './command.ts'

const EVIL = '\u001b[31mred\u001b[0m \u202egnp.exe\u2069 \u0007bell \u009b2J \u2028line'
const POSTS = `id,at,account_id,handle,text
p1,2017-05-05T18:49:00Z,ann,ann,the archive is open #leak
p2,2017-05-05T18:50:00Z,bob,${EVIL},"${EVIL} #leak"
p3,2017-05-05T18:51:00Z,cat,cat,seen #leak
`
const BAD = `${POSTS}p4,never,dan,dan,lost #leak\n`

let folder: string
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-commands-'))
  await writeFile(at('posts.csv'), POSTS)
  await writeFile(at('bad.csv'), BAD)
  await writeFile(at('photo.jpg'), 'no table at all')
  expect((await run('new', 'case', '--about', '#leak')).code).toBe(0)
  expect((await run('add', 'posts.csv', '--case', 'case')).code).toBe(0)
  expect((await run('run', '--case', 'case')).code).toBe(0)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Names of the folder's files and cases are written bare; each stands for its whole path. */
const run = (...args: string[]) =>
  sillageHere(
    args.map((arg, i) =>
      /^(posts|bad|photo|nowhere)\b.*\.\w+$/.test(arg) || args[i - 1] === '--case' || args[i - 1] === 'new'
        ? at(arg)
        : arg,
    ),
  )
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that must not reach a terminal
const HOSTILE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/

describe('exit codes', () => {
  test('0 when it is done', async () => {
    expect(await run('verify', '--case', 'case')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Sound\./),
    })
    expect((await run('--help')).code).toBe(0)
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('1 when it failed, in one sentence and without a stack', async () => {
    for (const args of [
      ['add', 'nowhere.csv', '--case', 'case'],
      ['add', 'photo.jpg', '--case', 'case'],
      ['check', '--case', 'nowhere'],
      ['verify', '--case', 'nowhere'],
    ]) {
      const { code, stdout, stderr } = await run(...args)
      expect(code, `${args} ${stderr}`).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).not.toMatch(/\n\s+at |node:internal|Error:/)
      expect(stderr).toMatch(/nowhere|photo\.jpg/)
    }
  })

  test('2 when it was asked wrongly, and says how it is asked', async () => {
    for (const args of [
      ['--nonsense'],
      ['verify', '--nonsense'],
      ['dance'],
      ['add'],
      ['add', 'posts.csv', '--tz', 'Paris', '--case', 'case'],
      ['add', 'posts.csv', '--map', 'text', '--case', 'case'],
      ['new', 'other', '--window', 'silence=soon/later'],
      ['run', 'dance', '--case', 'case'],
      ['run', '--volume-speed', 'fast', '--case', 'case'],
      ['show', 'nobody', '--case', 'case'],
      ['check', '--lang', 'de', '--case', 'case'],
    ]) {
      const { code, stdout, stderr } = await run(...args)
      expect(code, `${args}: ${stderr}`).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/\w/)
      expect(stderr).not.toMatch(/\n\s+at |node:internal/)
    }
    expect(existsSync(at('other'))).toBe(false)
  })

  test('3 when some rows were not taken, and names the reason', async () => {
    await run('new', 'rejecting')
    const { code, stderr } = await run('add', 'bad.csv', '--case', 'rejecting')
    expect(code).toBe(3)
    expect(stderr).toMatch(/1 × it has no time that can be read/)
    expect(await readdir(at('rejecting/rejects'))).toHaveLength(1)
  })

  test('3 when one of several files was not taken', async () => {
    await run('new', 'several')
    const { code, stderr } = await run('add', 'photo.jpg', 'posts.csv', '--case', 'several')
    expect(code).toBe(3)
    expect(stderr).toMatch(/not added photo\.jpg/)
  })

  test('4 when a file is not what custody says, and names it', async () => {
    await run('new', 'flipped')
    await run('add', 'posts.csv', '--case', 'flipped')
    const [table = ''] = await readdir(at('flipped/tables/post'))
    const path = at(`flipped/tables/post/${table}`)
    const bytes = await readFile(path)
    bytes[50] = (bytes[50] ?? 0) ^ 1
    await writeFile(path, bytes)
    const { code, stdout } = await run('verify', '--case', 'flipped')
    expect(code).toBe(4)
    expect(stdout).toContain(table)
  })

  test('4 when the custody log or case.json cannot even be read', async () => {
    for (const [file, change] of [
      ['custody.jsonl', (text: string) => text.replace('{', '[')],
      ['case.json', (text: string) => text.replace('{', '[')],
      ['case.json', (text: string) => text.replace('"sillage": 1', '"sillage": 9')],
    ] as const) {
      await rm(at('unreadable'), { recursive: true, force: true })
      await run('new', 'unreadable')
      const path = at(`unreadable/${file}`)
      await writeFile(path, change(await readFile(path, 'utf8')))
      expect((await run('verify', '--case', 'unreadable')).code, file).toBe(4)
    }
    await rm(at('unreadable/custody.jsonl'))
    expect((await run('verify', '--case', 'unreadable')).code).toBe(4)
  })
})

describe('--json', () => {
  test('is JSON alone on stdout, for every command', async () => {
    await run('new', 'empty')
    for (const args of [
      ['importers'],
      ['analyses'],
      ['verify', '--case', 'case'],
      ['run', '--case', 'case'],
      ['check', '--case', 'case'],
      ['show', 'unknown:p1', '--case', 'case'],
      ['add', 'posts.csv', '--case', 'case'],
      ['add', 'posts.csv', '--dry-run'],
      ['run', '--case', 'empty'],
      ['check', '--case', 'empty'],
    ]) {
      const { code, stdout, stderr } = await run(...args, '--json')
      expect(code, `${args} ${stderr}`).toBe(0)
      expect(() => JSON.parse(stdout), `${args}`).not.toThrow()
    }
  })

  test('writes an empty list as []', async () => {
    const { stdout } = await run('add', 'posts.csv', '--case', 'case', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ failed: [], added: [{ status: 'already there' }] })
    expect(JSON.parse((await run('verify', '--case', 'case', '--json')).stdout)).toMatchObject({
      mismatches: [],
    })
    expect(JSON.parse((await run('add', 'posts.csv', '--dry-run', '--json')).stdout)).toMatchObject([
      { rejects: [], others: expect.any(Array) },
    ])
  })
})

describe('text from data', () => {
  test('never reaches a terminal raw', async () => {
    for (const args of [
      ['show', 'unknown:p2', '--case', 'case'],
      ['show', 'unknown:bob', '--case', 'case'],
      ['run', '--case', 'case'],
      ['check', '--case', 'case'],
      ['add', 'posts.csv', '--dry-run'],
    ]) {
      const { stdout, stderr, code } = await run(...args)
      expect(code, `${args} ${stderr}`).toBe(0)
      expect(
        stdout.replace(HOSTILE, sign => `<<${sign.codePointAt(0)?.toString(16)}>>`),
        `${args}`,
      ).not.toMatch(/<</)
      expect(stderr).not.toMatch(HOSTILE)
    }
  })

  test('is shown, made visible', async () => {
    const { stdout } = await run('show', 'unknown:p2', '--case', 'case')
    expect(stdout).toContain('\\u{1b}[31mred')
    expect(stdout).toContain('\\u{202e}gnp.exe')
    expect(stdout).toContain('posts.csv, row 2')
  })

  test('in a file’s name is made visible too', async () => {
    const name = 'posts \u001b[31m\u202e.csv'
    await writeFile(at(name), POSTS.replaceAll('#leak', '#other'))
    const { stdout, stderr } = await run('add', name, '--dry-run')
    expect(stdout + stderr).not.toMatch(HOSTILE)
    await run('new', 'named')
    const added = await run('add', name, '--case', 'named')
    expect(added.code).toBe(0)
    expect(added.stdout + added.stderr).not.toMatch(HOSTILE)
  })
})

test('--dry-run shows rows and keeps nothing', async () => {
  await mkdir(at('dry'))
  await writeFile(at('dry/posts.csv'), BAD)
  const { code, stdout } = await sillage(['trace', 'posts.csv', '--dry-run'], { cwd: at('dry') })
  expect(code).toBe(0)
  expect(stdout).toMatch(/text .*the archive is open #leak/)
  expect(stdout).toMatch(/row 4 would not be taken: it has no time that can be read/)
  expect(await readdir(at('dry'))).toEqual(['posts.csv'])
})

test('trace of a file that is not there makes no case', async () => {
  await mkdir(at('fresh'))
  const { code, stderr } = await sillage(['trace', 'nowhere.csv'], { cwd: at('fresh') })
  expect(code).toBe(1)
  expect(stderr).toMatch(/nowhere\.csv: there is no such file/)
  expect(await readdir(at('fresh'))).toEqual([])
})

test('show goes from a finding to its posts, and from a post to its row in the source', async () => {
  const record = JSON.parse(await readFile(at('case/findings/origin.json'), 'utf8'))
  const { id } = record.findings[0]
  const finding = JSON.parse((await run('show', id, '--case', 'case', '--json')).stdout)
  expect(finding.posts[0]).toMatchObject({ post_id: 'p1', source_name: 'posts.csv', row: 1 })
  const post = JSON.parse((await run('show', 'unknown:p1', '--case', 'case', '--json')).stdout)
  expect(post).toMatchObject({
    source_name: 'posts.csv',
    raw: { id: 'p1', text: 'the archive is open #leak' },
  })
  const account = JSON.parse((await run('show', '@cat', '--case', 'case', '--json')).stdout)
  expect(account).toMatchObject({ account_id: 'cat', posts: 1, shown: [{ post_id: 'p3' }] })
})

test('a process of its own ends with the same code, and paints nothing where no terminal is', async () => {
  const { code, stdout, stderr } = await sillage(['verify', '--json'], {
    cwd: at('case'),
    env: { FORCE_COLOR: '1' },
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ mismatches: [] })
  const failed = await sillage(['verify', '--nonsense'], { cwd: at('case') })
  expect(failed.code).toBe(2)
  expect(failed.stdout + failed.stderr).not.toContain('\u001b')
})

test('a command stands in the case that it is run in', async () => {
  expect(await sillage(['verify'], { cwd: at('case') })).toMatchObject({ code: 0 })
})
