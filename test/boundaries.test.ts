import { expect, test } from 'vitest'
import { type Import, importsOf, nodesOf, type SourceFile, sourceFiles } from './house.ts'

/** What each room may import beside itself. The order of the house, lowest room first; the side rooms after it. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  model: [],
  words: ['model'],
  importers: ['model', 'words'],
  store: ['model', 'words', 'importers'],
  case: ['model', 'words', 'importers', 'store'],
  // loops over typed arrays: no engine, no case, no input or output
  kernels: ['model', 'words'],
  // what is in a dump: archives, mailboxes, office files, signatures, decoys
  documents: ['model', 'words', 'importers', 'store', 'case', 'kernels'],
  analyses: ['model', 'words', 'importers', 'store', 'case', 'documents', 'kernels'],
  exporters: ['model', 'words', 'importers', 'store', 'case', 'documents', 'kernels', 'analyses'],
  // the only room that may reach the network, and only where the command was told --allow-network
  live: ['model', 'words', 'importers', 'store', 'case', 'kernels'],
  report: ['model', 'words', 'importers', 'store', 'case', 'documents', 'kernels', 'analyses', 'exporters'],
  server: [
    'model',
    'words',
    'importers',
    'store',
    'case',
    'documents',
    'kernels',
    'analyses',
    'exporters',
    'report',
  ],
  cli: [
    'model',
    'words',
    'importers',
    'store',
    'case',
    'documents',
    'kernels',
    'analyses',
    'exporters',
    'live',
    'report',
    'server',
    'scenario',
  ],
  // documents: the simulated dump is signed and planted as real ones are
  scenario: ['model', 'words', 'documents'],
  plot: ['model', 'words'],
  web: ['model', 'words'],
}

/** Files that stand in a room and go by rules of their own: they end up in the page's bundle. */
const CHART = /^src\/analyses\/[^/]+\/chart\.ts$/
const PAGE_ENTRY = 'src/report/page.ts'
const LIBRARY_ENTRY = 'src/index.ts'

/** Packages that belong to one room. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@duckdb/node-api': ['store'],
  '@duckdb/node-bindings': ['store'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  eld: ['store'],
  tldts: ['store', 'importers', 'documents'],
  fzstd: ['importers'],
  parse5: ['importers'],
  saxes: ['documents'],
  'iconv-lite': ['documents'],
  'libarchive-wasm': ['documents'],
  'pst-extractor': ['documents'],
  exifr: ['documents'],
  ws: ['live'],
  'bigint-gcd': ['documents'],
  cfb: ['documents'],
  diff: ['documents'],
  fflate: ['documents'],
  preact: ['web'],
  '@observablehq/plot': ['plot', 'web', 'chart'],
}
/** Rooms whose code runs in a browser, or computes and nothing else. */
/** What a kernel may use: hashing a seed, and threads. */
const COMPUTING = new Set(['node:crypto', 'node:worker_threads', 'node:os'])
const WITHOUT_NODE = new Set(['model', 'words', 'plot', 'web', 'chart', 'kernels'])
/** Nothing in Sillage reaches out but the files of `live` that speak to a server. */
const REACHES_OUT = /^src\/live\/(http|jetstream|testing|[a-z-]+\.test)\.ts$/
const NETWORK = /^(node:)?(https?|http2|net|tls|dgram|dns)(\/|$)|^(undici|axios|node-fetch)$/
const CALLS_OUT = new Set(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon'])

const isTest = (path: string) => /\.test\.tsx?$|\/testing\.ts$|\/testing\//.test(path)
const isCode = (path: string) => /\.tsx?$/.test(path)

function roomOf(path: string): string {
  if (CHART.test(path)) return 'chart'
  return path.split('/')[1] ?? ''
}

/** What is wrong with a file's imports, a sentence each. */
function climbs(file: SourceFile): string[] {
  if (file.path === LIBRARY_ENTRY || !isCode(file.path)) return []
  const room = roomOf(file.path)
  return importsOf(file).flatMap(found => {
    const why =
      found.path === null ? packageProblem(file.path, room, found.from) : roomProblem(file.path, room, found)
    return why ? [`${file.path} imports ${found.from}: ${why}`] : []
  })
}

function roomProblem(path: string, room: string, { path: target, typeOnly }: Import): string | null {
  if (!target?.startsWith('src/')) return 'it is outside src'
  const to = roomOf(target)
  if (!isTest(path) && isTest(target)) return 'only tests import what stands in for data in tests'
  if (path === PAGE_ENTRY)
    return ['model', 'web', 'chart'].includes(to)
      ? null
      : "the page's bundle holds model, web and charts alone"
  if (room === 'chart')
    return ['model', 'words', 'plot'].includes(to) ? null : 'a chart imports model, words and plot alone'
  if (target === PAGE_ENTRY) return "the page's entry is imported by nobody"
  if (to === room) return null
  if (to === 'chart') return "charts are the page's"
  if (!(room in BELOW)) return `there is no room '${room}' in the house`
  if (!BELOW[room]?.includes(to)) return `${to} is not below ${room}`
  if ((room === 'web' || room === 'plot') && to === 'model' && !typeOnly)
    return `${room} takes types from the model, no values`
  return null
}

function packageProblem(path: string, room: string, from: string): string | null {
  if (NETWORK.test(from) && !REACHES_OUT.test(path)) return 'Sillage does not use the network'
  if (isTest(path)) return null
  if (from.startsWith('node:') && WITHOUT_NODE.has(room) && !(room === 'kernels' && COMPUTING.has(from)))
    return `${room} has no input or output`
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
  const owners = PACKAGES[name]
  return owners && !owners.includes(room) ? `it belongs to ${owners.join(', ')}` : null
}

const files = sourceFiles()

test('every file imports only rooms below its own', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap(climbs)).toEqual([])
})

/** A file that is not there, with one line in it. */
const fake = (path: string, text: string): SourceFile => ({ path, text })

test.each<[string, SourceFile, string]>([
  [
    'a static import',
    fake('src/importers/x.ts', `import { openCase } from '../case/open.ts'`),
    'case is not below importers',
  ],
  [
    'an import of types',
    fake('src/model/x.ts', `import type { Store } from '../store/store.ts'`),
    'store is not below model',
  ],
  [
    'a type in place',
    fake('src/store/x.ts', `export type C = import('../case/open.ts').Case`),
    'case is not below store',
  ],
  [
    'a dynamic import',
    fake('src/case/x.ts', `export const a = await import('../analyses/index.ts')`),
    'analyses is not below case',
  ],
  [
    'a re-export',
    fake('src/kernels/x.ts', `export * from '../store/store.ts'`),
    'store is not below kernels',
  ],
  [
    'an import for its effect',
    fake('src/analyses/x.ts', `import '../report/gather.ts'`),
    'report is not below analyses',
  ],
  [
    'a glob',
    fake('src/plot/x.ts', `export const m = import.meta.glob('../analyses/*/analysis.ts')`),
    'analyses is not below plot',
  ],
  [
    'a chart that reads tables',
    fake('src/analyses/x/chart.ts', `import { a } from '../../store/store.ts'`),
    'a chart imports',
  ],
  [
    'a page that runs code of the model',
    fake('src/web/x.tsx', `import { TABLES } from '../model/index.ts'`),
    'no values',
  ],
  [
    'a simulation that imports analyses',
    fake('src/scenario/x.ts', `import '../analyses/index.ts'`),
    'not below scenario',
  ],
  [
    'an engine outside the store',
    fake('src/analyses/x.ts', `import '@duckdb/node-api'`),
    'it belongs to store',
  ],
  ['a kernel that reads files', fake('src/kernels/x.ts', `import 'node:fs'`), 'no input or output'],
  ['a telephone', fake('src/report/x.ts', `import 'node:https'`), 'does not use the network'],
  ['a second telephone', fake('src/live/file.ts', `import 'node:https'`), 'does not use the network'],
  ['a socket outside of live', fake('src/cli/x.ts', `import { WebSocket } from 'ws'`), 'it belongs to live'],
  ['data of tests', fake('src/analyses/x.ts', `import './testing.ts'`), 'only tests'],
  ['the way out of the house', fake('src/cli/x.ts', `import '../../bench/docs.ts'`), 'outside src'],
  ['a room that nobody planned', fake('src/utils2/x.ts', `import '../model/index.ts'`), 'no room'],
])('%s that climbs is found', (_, file, why) => {
  expect(climbs(file)).toEqual([expect.stringContaining(why)])
})

test('what stands in the order of the house is let through', () => {
  expect(climbs(fake('src/analyses/x.ts', `import { a } from '../case/open.ts'\nimport './y.ts'`))).toEqual(
    [],
  )
  expect(
    climbs(fake('src/web/x.tsx', `import type { A } from '../model/index.ts'\nexport const a = <p>x</p>`)),
  ).toEqual([])
})

test('nothing calls out', () => {
  const callers = files
    .filter(({ path }) => isCode(path) && !isTest(path) && !REACHES_OUT.test(path))
    .flatMap(file =>
      nodesOf(file)
        .filter(node => node.type === 'Identifier' && CALLS_OUT.has(String(node.name)))
        .map(node => `${file.path}: ${String(node.name)}`),
    )
  expect(callers).toEqual([])
})

test('exports have names', () => {
  const nameless = files
    .filter(({ path }) => isCode(path))
    .filter(file => nodesOf(file).some(node => node.type === 'ExportDefaultDeclaration'))
  expect(nameless.map(({ path }) => path)).toEqual([])
})

test('nothing is typed `any`', () => {
  const loose = files
    .filter(({ path }) => isCode(path))
    .filter(file => nodesOf(file).some(node => node.type === 'TSAnyKeyword'))
  expect(loose.map(({ path }) => path)).toEqual([])
})

test('no file has more than 300 lines', () => {
  const lines = (text: string) => text.trimEnd().split('\n').length
  const long = files.filter(({ path, text }) => !isTest(path) && lines(text) > 300)
  expect(long.map(({ path, text }) => `${path}: ${lines(text)}`)).toEqual([])
})

test('no compiler is silenced, and no work is left as a note', () => {
  const marks = /@ts-(ignore|nocheck|expect-error)|\b(TODO|FIXME|XXX|HACK)\b/
  const marked = files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (marks.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  )
  expect(marked).toEqual([])
})

test('files are named after what they are about', () => {
  const vague = /^(utils?|helpers?|common|shared|misc|managers?|services?|stuff)$/i
  const named = files.filter(({ path }) => path.split(/[/.\-_]/).some(word => vague.test(word)))
  expect(named.map(({ path }) => path)).toEqual([])
})
