import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { documents } from '../bench/docs.ts'
import { analyses } from '../src/analyses/index.ts'
import { runAnalyses } from '../src/analyses/run-all.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { type Case, createCase } from '../src/case/open.ts'
import { moment } from '../src/case/zone.ts'
import { main } from '../src/cli/index.ts'
import type { AnalysisRecord } from '../src/model/finding.ts'
import { simulateLeak } from '../src/scenario/index.ts'
import { ROOT } from './house.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

let folder = ''
let leak: Case
let records: AnalysisRecord[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-docs-'))
  const { files, about, windows, zone } = await simulateLeak(join(folder, 'files'), { scale: 0.02 })
  leak = await createCase(join(folder, 'case'), {
    about,
    zone,
    windows: windows.map(({ name, from, to }) => ({
      name,
      from: moment(from, zone) ?? 0,
      to: moment(to, zone) ?? 0,
    })),
  })
  for (const file of files) leak = (await addSource(leak, file)).case
  const store = await mountCase(leak)
  records = await runAnalyses(leak, store)
  await store.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what docs/ takes from the code is up to date (else: npx tsx bench/docs.ts)', () => {
  for (const [path, text] of Object.entries(documents())) expect(read(path), path).toBe(text)
})

/** Whether a name is among the documented ones; Δ stands for a number. */
const isNamed = (names: readonly string[], name: string) =>
  names.includes(name) || names.includes(name.replace(/\d+/, 'Δ'))

test('every number of every finding of the demo is documented', () => {
  const unnamed = records.flatMap(({ analysis, findings }) => {
    const names = Object.keys(analyses.find(({ id }) => id === analysis)?.numbers ?? {})
    return findings.flatMap(({ id, numbers }) =>
      Object.keys(numbers)
        .filter(name => !isNamed(names, name))
        .map(name => `${id}: ${name}`),
    )
  })
  expect(records.flatMap(({ findings }) => findings).length).toBeGreaterThan(10)
  expect(unnamed).toEqual([])
})

test('the numbers that others build on have their names', () => {
  const page = read('docs/findings.md')
  for (const name of [
    'posts_within_window',
    'window_s',
    'first_at',
    'ctm',
    'gini',
    'top_10pct_share',
    'lag_s',
    'silence_share',
  ])
    expect(page).toContain(`| \`${name}\` |`)
  const numbers = (analysis: string) =>
    records.find(record => record.analysis === analysis)?.findings.map(f => f.numbers) ?? []
  expect(numbers('velocity')).toContainEqual(
    expect.objectContaining({ reposts_60s: expect.any(Number), reposts_300s: expect.any(Number) }),
  )
  expect(numbers('volume')).toContainEqual(expect.objectContaining({ silence_share: expect.any(Number) }))
})

test('no documented number is one that its analysis does not make', () => {
  const idle = analyses.flatMap(({ id, numbers }) => {
    const source = readdirSync(join(ROOT, 'src/analyses', id))
      .filter(file => !/^(numbers|chart|.*\.test)\.ts$/.test(file))
      .map(file => read(`src/analyses/${id}/${file}`))
      .join('\n')
    return Object.keys(numbers)
      .filter(name => !new RegExp(`\\b${name.replace(/Δs$/, '\\$\\{')}`).test(source))
      .map(name => `${id}: ${name}`)
  })
  expect(idle).toEqual([])
})

test('every field of findings, records and evidence is in docs/findings.md', () => {
  const page = read('docs/findings.md')
  const fields = new Set(
    records.flatMap(record => [
      ...Object.keys(record),
      ...record.findings.flatMap(finding => [
        ...Object.keys(finding),
        ...Object.keys(finding.about),
        ...finding.evidence.flatMap(ref => [
          ...Object.keys(ref),
          ...(ref.type === 'posts' ? Object.keys(ref.where) : []),
        ]),
      ]),
    ]),
  )
  expect([...fields].filter(field => !page.includes(`\`${field}\``) && !page.includes(`"${field}"`))).toEqual(
    [],
  )
})

/** What a command's help says. */
async function help(...command: string[]): Promise<string> {
  const written: string[] = []
  const before = [process.listeners('SIGINT'), process.stdout.listeners('error')]
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation(text => written.push(String(text)) > 0)
  try {
    await main([...command, '--help'])
  } finally {
    spy.mockRestore()
    for (const one of process.listeners('SIGINT')) if (!before[0]?.includes(one)) process.off('SIGINT', one)
    for (const one of process.stdout.listeners('error'))
      if (!before[1]?.includes(one)) process.stdout.off('error', one as () => void) // a listener as it was given
    process.exitCode = 0
  }
  return written.join('')
}

test('every command and every option is in docs/cli.md, and none that is not there', async () => {
  const page = read('docs/cli.md')
  const commands = [...(await help()).matchAll(/^ {2}([a-z-]+) /gm)]
    .map(([, name = '']) => name)
    .filter(name => name !== 'help')
  expect(commands.length).toBeGreaterThan(8)
  const flags = new Set<string>()
  for (const command of commands) {
    expect(page).toContain(`sillage ${command}`)
    const text = await help(command)
    const inner = [...(text.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+) /gm)].map(
      ([, name = '']) => name,
    )
    const texts = [text]
    for (const name of inner) if (name !== 'help') texts.push(await help(command, name))
    for (const [flag] of texts.join('\n').matchAll(/--[a-z][a-z_-]*/g)) flags.add(flag)
  }
  const parameters = analyses.flatMap(({ id, params }) => Object.keys(params).map(name => `--${id}-${name}`))
  const known = [...parameters, '--help']
  expect([...flags].filter(flag => !known.includes(flag) && !page.includes(`${flag}`))).toEqual([])
  const said = [...page.matchAll(/--[a-z][a-z_-]*/g)].map(([flag]) => flag)
  expect(said.filter(flag => !flags.has(flag) && !known.includes(flag))).toEqual([])
})

const has = (program: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.skipIf(!has('jq') || !has('sha256sum'))(
  'the custody log can be checked by hand as docs/case-folder.md says',
  () => {
    const [chain = '', files = ''] = [
      ...read('docs/case-folder.md').matchAll(/^```sh\n([\s\S]*?)^```$/gm),
    ].map(([, text = '']) => text)
    const sh = (script: string) => execFileSync('sh', ['-c', script], { cwd: leak.dir, encoding: 'utf8' })
    expect(sh(chain)).toBe(`last hash ${leak.custody.at(-1)?.hash}\n`)
    expect(sh(files)).toBe('')
    const whole = readFileSync(leak.at.custody, 'utf8')
    writeFileSync(leak.at.custody, whole.replace('"posts"', '"pests"'))
    expect(sh(chain)).toMatch(/line \d+: wrong hash\nline \d+: does not follow/)
    writeFileSync(leak.at.custody, whole)
  },
)

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter(f => f.endsWith('.md'))
    .map(f => `docs/${f}`),
]

test.each(PAGES)('the links of %s lead somewhere', page => {
  const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
    ([, link, image]) => link ?? image ?? '',
  )
  const inside = targets.filter(target => !/^(https?:|#|mailto:)/.test(target))
  expect(inside.filter(target => !existsSync(join(ROOT, dirname(page), target.replace(/#.*/, ''))))).toEqual(
    [],
  )
})
