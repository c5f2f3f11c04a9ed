import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VERSION } from '../src/model/version.ts'
import { ROOT } from './house.ts'

interface Packed {
  filename: string
  size: number
  unpackedSize: number
  files: { path: string }[]
}
interface Manifest {
  version: string
  license: string
  exports: Record<string, string | { types: string; default: string }>
  bin: Record<string, string>
  scripts?: Record<string, string>
}

const manifest = json<Manifest>('package.json')

function json<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T // a file of this repository, or of a package
}

let folder = ''
let inside = ''
let packed: Packed
let paths: string[]

/** The package as npm would publish what is built, unpacked where a program would find it: in node_modules. */
beforeAll(async () => {
  if (!existsSync(join(ROOT, 'dist/index.js'))) throw new Error('There is no dist/; run: make build')
  folder = await mkdtemp(join(tmpdir(), 'sillage-package-'))
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const [result] = JSON.parse(npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder)) as [
    Packed,
  ] // npm's own format
  packed = result
  paths = packed.files.map(({ path }) => path)
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder])
  inside = join(folder, 'node_modules/sillage')
  await mkdir(join(folder, 'node_modules'))
  await rename(join(folder, 'package'), inside)
  // What it depends on stands where npm would put it for a package of its own.
  await symlink(join(ROOT, 'node_modules'), join(inside, 'node_modules'), 'dir')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('it holds the command, the library, the page, and the words that must come with them', () => {
  for (const path of [
    'bin/sillage.js',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/page/page.js',
    'dist/page/page.css',
    'README.md',
    'LICENSE',
    'NOTICE',
    'THIRD-PARTY.md',
    'CHANGELOG.md',
    'docs/methods.md',
  ])
    expect(paths).toContain(path)
})

test('it holds no tests, no samples, no sources, no data of a simulation, and no module without a source', () => {
  const strange = paths.filter(path =>
    /\.test\.|testing|samples\/|(^|\/)(src|test|bench|demo)\/|ground-truth|\.(jsonl|gz|parquet|csv|tgz)$/.test(
      path,
    ),
  )
  expect(strange).toEqual([])
  const modules = paths.filter(path => /^dist\/(?!page\/).*\.js$/.test(path))
  const orphans = modules.filter(
    path => !existsSync(join(ROOT, path.replace(/^dist/, 'src').replace(/\.js$/, '.ts'))),
  )
  expect(orphans, 'dist/ is stale; run: make clean build').toEqual([])
})

test('it is of a size to download', () => {
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`
  console.log(`the package: ${mb(packed.size)}, unpacked ${mb(packed.unpackedSize)}, ${paths.length} files`)
  expect(packed.size).toBeLessThan(3e6)
})

test('its command runs and says its version', () => {
  const said = execFileSync(process.execPath, [join(inside, 'bin/sillage.js'), '--version'], {
    encoding: 'utf8',
  })
  expect(said.trim()).toBe(manifest.version)
  expect(VERSION).toBe(manifest.version)
  expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## [${manifest.version}]`)
  if (process.platform !== 'win32')
    expect(statSync(join(inside, manifest.bin.sillage ?? '')).mode & 0o111).not.toBe(0)
})

test('its command writes a report, so that the page is found from the package', async () => {
  await writeFile(
    join(folder, 'posts.csv'),
    'published,author,content\n2017-05-05T18:49:00Z,ann,#leak one\n2017-05-05T18:50:00Z,bob,#leak two\n',
  )
  const given = [
    join(inside, 'bin/sillage.js'),
    'trace',
    'posts.csv',
    '--about',
    '#leak',
    '-o',
    'case',
    '--json',
  ]
  const said = execFileSync(process.execPath, given, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect((JSON.parse(said) as { report: string }).report).toBe(join(folder, 'case/report.html')) // the command's own format
  expect(readFileSync(join(folder, 'case/report.html'), 'utf8')).toContain('sillage-data')
})

test('every path that it exports is there, with its types', () => {
  for (const target of Object.values(manifest.exports).flatMap(entry =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  ))
    expect(existsSync(join(inside, target)), target).toBe(true)
})

const PROGRAM = `
import { addSource, createCase, defineAnalysis, type Finding, gatherReport, mountCase, reportHtml, runAnalyses, VERSION, verifyCase } from 'sillage'
import type { Text } from 'sillage/model'
import { simulateLeak } from 'sillage/scenario'

const leak = await simulateLeak('leak', { scale: 0.01 })
let given = await createCase('leak-case', { about: leak.about, zone: leak.zone })
for (const file of leak.files) given = (await addSource(given, file)).case
const store = await mountCase(given)
const records = await runAnalyses(given, store)
const first: Finding | undefined = records[0]?.findings[0]
const claim: Text | undefined = first?.claim
const page: string = await reportHtml(await gatherReport(given, store, records, 'fr'))
await store.close()
const { mismatches } = await verifyCase(given)
console.log(JSON.stringify({ VERSION, claim, page: page.length, mismatches, is: typeof defineAnalysis }))
`

test('a program that imports it is typed, and runs', async () => {
  await writeFile(join(folder, 'program.mts'), PROGRAM)
  const options = {
    strict: true,
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023', 'DOM'],
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['program.mts'] }),
  )
  const compile = () =>
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/lib/tsc.js'), '-p', folder], {
      encoding: 'utf8',
    })
  expect(compiled(compile)).toBe('')
  const said = execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' })
  expect(JSON.parse(said)).toMatchObject({
    VERSION,
    mismatches: [],
    is: 'function',
    claim: { en: expect.stringContaining('#MacronLeaks') },
  })
})

/** What the compiler has to say. */
function compiled(compile: () => string): string {
  try {
    return compile()
  } catch (error) {
    return (error as { stdout: string }).stdout // execFileSync's error carries it
  }
}

/** Every package that comes with an installation, by its folder. */
function dependencies(): string[] {
  const { packages } = json<{ packages: Record<string, { dev?: boolean; optional?: boolean }> }>(
    'package-lock.json',
  )
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev && existsSync(join(ROOT, path)))
    .map(([path]) => path)
}

test('what it depends on may be passed on freely', () => {
  const permissive = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0|BlueOak-1\.0\.0)$/
  // bigint-gcd names no licence in its manifest, and carries the Unlicense in its LICENSE.
  const stated = (path: string) =>
    path.endsWith('/bigint-gcd') &&
    /released into the public domain/.test(readFileSync(join(ROOT, path, 'LICENSE'), 'utf8'))
      ? 'Unlicense'
      : json<Manifest>(`${path}/package.json`).license
  const all = dependencies()
  expect(all.length).toBeGreaterThan(8)
  expect(
    all.map(path => [path, stated(path)]).filter(([, license = '']) => !permissive.test(license)),
  ).toEqual([])
})

test('nothing runs at installation, neither its own nor its dependencies’', () => {
  const running = ['.', ...dependencies()].filter(path => {
    const { scripts = {} } = json<Manifest>(`${path}/package.json`)
    return ['preinstall', 'install', 'postinstall'].some(name => name in scripts)
  })
  expect(running).toEqual([])
})
