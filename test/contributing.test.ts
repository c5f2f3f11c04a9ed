import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './house.ts'

const run = promisify(execFile)

/** A code block of CONTRIBUTING.md that names the file it is. */
interface Block {
  kind: string
  path: string
  text: string
}

async function blocks(): Promise<Block[]> {
  const page = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
  return [...page.matchAll(/^```(\w+) (\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, kind = '', path = '', text = '']) => ({ kind, path, text }),
  )
}

/** Each added line goes in after the line of context before it. */
function patched(text: string, diff: string): string {
  const lines = text.split('\n')
  let at = -1
  for (const line of diff.trimEnd().split('\n')) {
    if (line.startsWith('+')) lines.splice(++at, 0, line.slice(1))
    else {
      at = lines.indexOf(line.slice(1))
      if (at < 0) throw new RangeError(`The registry has no line "${line.slice(1)}" any more.`)
    }
  }
  return lines.join('\n')
}

let house = ''
let sillage: typeof import('../src/index.ts')

/** The house with the page's importer and analysis moved in, as a contributor would do it. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'sillage-contributing-'))
  await cp(join(ROOT, 'src'), join(house, 'src'), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json', 'biome.json'])
    await cp(join(ROOT, file), join(house, file))
  await symlink(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'dir')
  for (const { kind, path, text } of await blocks()) {
    const file = join(house, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, kind === 'diff' ? patched(await readFile(file, 'utf8'), text) : text)
  }
  sillage = await import(join(house, 'src/index.ts'))
})
afterAll(() => rm(house, { recursive: true, force: true }))

test('the page adds files of their own folders and one registry line each', async () => {
  const all = await blocks()
  expect(all.filter(({ kind }) => kind === 'diff').map(({ path }) => path)).toEqual([
    'src/importers/index.ts',
    'src/analyses/index.ts',
  ])
  for (const { kind, text } of all.filter(block => block.kind === 'diff')) {
    const added = text.split('\n').filter(line => line.startsWith('+'))
    expect([kind, added.filter(line => !line.startsWith('+import')).length]).toEqual(['diff', 1])
  }
  const files = all.filter(({ kind }) => kind !== 'diff').map(({ path }) => path)
  expect(files).toHaveLength(5)
  expect(
    files.filter(
      path => !/^src\/importers\/(tumblr|samples\/tumblr)\.|^src\/analyses\/comments\//.test(path),
    ),
  ).toEqual([])
})

test('the importer recognises its sample, imports it, and rejects the row without a time', async () => {
  const { addSource, createCase, importers, rawRows, sourcesOf } = sillage
  expect(importers.map(({ id }) => id)).toContain('tumblr')
  const empty = await createCase(join(house, 'case'), { about: ['#leak'] })
  const { case: filled, added } = await addSource(empty, join(house, 'src/importers/samples/tumblr.jsonl'))
  expect(added.source).toMatchObject({
    importer: 'tumblr',
    detection: 'posts with `id_string` and `blog.name`',
    counts: { rows: 4, posts: 3, rejects: 1, reasons: { 'it has no time that can be read': 1 } },
  })
  const [source] = sourcesOf(filled)
  const raw = source && (await rawRows(filled, source, [3])).get(3)
  expect(raw).toContain('Les dossiers sont en ligne')
})

test('the analysis runs over that case, and its evidence is there', async () => {
  const { analyses, countSelection, evidenceKeys, evidencePosts, mountCase, openCase, runAnalyses } = sillage
  const comments = analyses.find(({ id }) => id === 'comments')
  expect(comments?.params.least?.default).toBe(1)
  const given = await openCase(join(house, 'case'))
  const store = await mountCase(given)
  try {
    const [record] = await runAnalyses(given, store, { only: ['comments'] })
    expect(record?.findings.map(({ claim }) => [claim.en, claim.fr.replace(/\s/g, ' ')])).toEqual([
      ['Of 1 repost or quote, 0% came with a comment.', 'Sur 1 relais ou citation, 0 % avec un commentaire.'],
    ])
    const evidence = record?.findings[0]?.evidence ?? []
    for (const ref of evidence)
      if (ref.type === 'posts') expect(await countSelection(store, ref)).toBe(ref.count)
    const posts = await evidencePosts(store, await evidenceKeys(store, evidence, 10))
    expect(posts.map(({ post_id, kind, row }) => `${post_id} ${kind} ${row}`)).toEqual(['102 repost 2'])
  } finally {
    await store.close()
  }
})

test('the examples’ own tests pass', async () => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|TEST$|MODE$)/.test(name)),
  )
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const files = ['src/importers/tumblr.test.ts', 'src/analyses/comments/comments.test.ts']
  const { stdout } = await run(
    process.execPath,
    [vitest, 'run', '--root', house, '--reporter=json', ...files],
    { env, cwd: house },
  ).catch((error: { stdout: string; stderr: string }) => ({ stdout: error.stdout || error.stderr }))
  expect(stdout).toContain('"numPassedTests":2,"numFailedTests":0')
})

test('the examples’ types are right', async () => {
  const config = {
    extends: './tsconfig.json',
    include: [
      'src/importers/tumblr*',
      'src/analyses/comments',
      'src/importers/index.ts',
      'src/analyses/index.ts',
    ],
  }
  await writeFile(join(house, 'tsconfig.examples.json'), JSON.stringify(config))
  const { stdout } = await run(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/lib/tsc.js'), '-p', 'tsconfig.examples.json'],
    { cwd: house },
  ).catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
})

test('the examples pass the linter', async () => {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
  const files = ['src/importers/tumblr.ts', 'src/importers/tumblr.test.ts', 'src/analyses/comments']
  const registries = ['src/importers/index.ts', 'src/analyses/index.ts']
  const given = ['check', '--error-on-warnings', '--vcs-enabled=false', ...files, ...registries]
  const { stdout, stderr } = await run(process.execPath, [biome, ...given], { cwd: house }).catch(
    (error: { stdout: string; stderr: string }) => error,
  )
  expect(stdout + stderr).toMatch(/^Checked 6 files in \S+ No fixes applied\.$/m)
})
