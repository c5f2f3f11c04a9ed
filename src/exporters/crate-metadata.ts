import type { CaseConfig, CustodyEntry, CustodySource } from '../model/case.ts'
import { VERSION } from '../model/version.ts'
import { CASE_JSON, CUSTODY_LOG, partsIn } from './crate-paths.ts'
import type { License, Party } from './deposit.ts'

export const CONTEXT = 'https://w3id.org/ro/crate/1.2/context'
export const SPECIFICATION = 'https://w3id.org/ro/crate/1.2'
export const METADATA = 'ro-crate-metadata.json'

type Value = string | number | Reference | readonly Reference[]
interface Reference {
  '@id': string
}
/** One thing that the crate speaks of: a file, a person, a step. */
export interface Entity {
  '@id': string
  '@type': string | readonly string[]
  [property: string]: Value | readonly string[] | undefined
}

/** A file of the crate, or a folder that is one source. Paths are ours: letters, digits, `/`, `.`, `-`. */
export interface CrateFile {
  path: string
  kind: 'file' | 'folder'
  name: string
  description: string
  bytes: number
  sha256: string
}

/** What a deposit says of itself. */
export interface Deposit {
  name: string
  description: string
  /** ISO 8601, to the day at least. */
  datePublished: string
  license: License
  authors: readonly Party[]
  publisher?: Party
}

export interface CrateContents {
  config: CaseConfig
  custody: readonly CustodyEntry[]
  files: readonly CrateFile[]
  /** Where each source is in the crate, by SHA-256; those that are missing here were left out. */
  sourcePaths: ReadonlyMap<string, string>
  /** First and last time of a post, in ms UTC. */
  covers?: { from: number; to: number }
  /** When the crate is made. */
  made: string
}

/** `ro-crate-metadata.json`: flattened, compacted JSON-LD after RO-Crate 1.2. */
export function crateMetadata(deposit: Deposit, contents: CrateContents) {
  const { custody, files } = contents
  const actions = [...custody.map(entry => action(entry, contents)), exportAction(contents)]
  const versions = [...new Set([...custody.map(({ sillage }) => sillage), VERSION])]
  const withheld = new Map(
    custody.flatMap(({ source }) =>
      source && !contents.sourcePaths.has(source.sha256) ? [[source.sha256, source] as const] : [],
    ),
  )
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': METADATA,
        '@type': 'CreativeWork',
        conformsTo: { '@id': SPECIFICATION },
        about: { '@id': './' },
      },
      root(deposit, contents, actions),
      ...files.map(fileEntity),
      ...[...withheld.values()].map(withheldEntity),
      ...agents(deposit),
      ...(deposit.license.url ? [licenseEntity(deposit.license)] : []),
      ...versions.map(software),
      ...actions,
    ] satisfies Entity[],
  }
}

function root(
  deposit: Deposit,
  { config, files, covers }: CrateContents,
  actions: readonly Entity[],
): Entity {
  const { name, description, datePublished, license, authors, publisher } = deposit
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    '@id': './',
    '@type': 'Dataset',
    name,
    description,
    datePublished,
    license: license.url ? ref(license.url) : license.name,
    ...(authors.length > 0
      ? { author: one(authors.map(author => ref(partyId(author)))), creditText: credit(deposit) }
      : {}),
    ...(publisher ? { publisher: ref(partyId(publisher)) } : {}),
    ...(config.about.length > 0 ? { keywords: config.about.join(', ') } : {}),
    ...(covers ? { temporalCoverage: `${iso(covers.from)}/${iso(covers.to)}` } : {}),
    hasPart: files.map(({ path, kind }) => ref(kind === 'folder' ? `${path}/` : path)),
    mentions: actions.map(entity => ref(entity['@id'])),
  }
}

const ref = (id: string): Reference => ({ '@id': id })
/** Compacted JSON-LD has no lists of one. */
const one = (refs: readonly Reference[]): Reference | readonly Reference[] =>
  refs.length === 1 && refs[0] ? refs[0] : refs

/** How the deposit asks to be cited. */
function credit({ authors, datePublished, name, publisher }: Deposit): string {
  const year = datePublished.slice(0, 4)
  return `${authors.map(author => author.name).join(', ')} (${year}). ${name}.${publisher ? ` ${publisher.name}.` : ''}`
}

function fileEntity({ path, kind, name, description, bytes, sha256 }: CrateFile): Entity {
  if (kind === 'folder')
    return { '@id': `${path}/`, '@type': 'Dataset', name, description, identifier: `sha256:${sha256}` }
  return {
    '@id': path,
    '@type': 'File',
    name,
    description,
    encodingFormat: mediaType(path),
    contentSize: String(bytes),
    sha256,
  }
}

export const withheldId = (sha256: string) => `#source-${sha256}`

/** A source whose bytes stayed behind: its hash stands for it. */
function withheldEntity({ sha256, name, bytes }: CustodySource): Entity {
  return {
    '@id': withheldId(sha256),
    '@type': 'File',
    name,
    description: 'A source that was left out of this crate. Its size and SHA-256 are those of the original.',
    contentSize: String(bytes),
    sha256,
    localPath: `sources/${sha256}`,
  }
}

const partyId = ({ name, url }: Party) => url ?? `#party-${encodeURIComponent(name)}`

function agents({ authors, publisher }: Deposit): Entity[] {
  const all = [
    ...authors.map(party => [party, 'Person'] as const),
    ...(publisher ? [[publisher, 'Organization'] as const] : []),
  ]
  const entities = all.map(
    ([party, type]): Entity => ({ '@id': partyId(party), '@type': type, name: party.name }),
  )
  return [...new Map(entities.map(entity => [entity['@id'], entity])).values()]
}

const licenseEntity = ({ name, url = '' }: License): Entity => ({
  '@id': url,
  '@type': 'CreativeWork',
  name,
  description: `The licence of this crate: ${name}`,
})

const softwareId = (version: string) => `#sillage-${encodeURIComponent(version)}`

const software = (version: string): Entity => ({
  '@id': softwareId(version),
  '@type': 'SoftwareApplication',
  name: 'Sillage',
  description: 'Traces how a leak spreads; every number opens down to its source row.',
  version,
})

/** A line of the custody log as a step: what it worked on, with what, and what came of it. */
function action(entry: CustodyEntry, { sourcePaths, files }: CrateContents): Entity {
  const { n, event, source, time, sillage } = entry
  const what = NAMES[event] ?? event
  const common = {
    '@id': `#custody-${n}`,
    endTime: time,
    instrument: ref(softwareId(sillage)),
    actionStatus: ref('http://schema.org/CompletedActionStatus'),
    identifier: `sha256:${entry.hash}`,
  }
  if (!source)
    return {
      ...common,
      '@type': event === 'created' ? 'CreateAction' : 'UpdateAction',
      name: `Custody line ${n}: ${what}`,
      object: ref('./'),
      ...(entry.config ? { result: ref(CASE_JSON) } : {}),
    }
  const { sha256, name, importer, detection, counts } = source
  const path = sourcePaths.get(sha256)
  const isFolder = files.some(file => file.path === path && file.kind === 'folder')
  const written = partsIn(source).filter(part => files.some(file => file.path === part.path))
  return {
    ...common,
    '@type': 'CreateAction',
    name: `Custody line ${n}: ${what}: ${name}`,
    description: `Read as ${importer}: ${detection}. ${counts.rows} records, ${counts.posts} posts, ${counts.accounts} account sightings, ${counts.actions} actions, ${counts.duplicates} duplicates, ${counts.rejects} rejects.`,
    object: ref(path === undefined ? withheldId(sha256) : isFolder ? `${path}/` : path),
    ...(written.length > 0 ? { result: one(written.map(part => ref(part.path))) } : {}),
  }
}

const NAMES: Readonly<Partial<Record<string, string>>> = {
  created: 'the case was made',
  configured: 'the case’s subject was changed',
  added: 'a source was added',
  remapped: 'a source was mapped anew',
  imported: 'the case was read back from an RO-Crate',
}

const exportAction = ({ made }: CrateContents): Entity => ({
  '@id': '#export',
  '@type': 'CreateAction',
  name: 'Export as an RO-Crate',
  endTime: made,
  instrument: ref(softwareId(VERSION)),
  actionStatus: ref('http://schema.org/CompletedActionStatus'),
  object: ref(CUSTODY_LOG),
  result: ref(METADATA),
})

const MEDIA_TYPES: readonly (readonly [RegExp, string])[] = [
  [/\.parquet$/, 'application/vnd.apache.parquet'],
  [/\.(jsonl|ndjson)$/, 'application/x-ndjson'],
  [/\.json$/, 'application/json'],
  [/\.csv$/, 'text/csv'],
  [/\.(tsv|tab)$/, 'text/tab-separated-values'],
  [/\.x?html?$/, 'text/html'],
  [/\.warc$/, 'application/warc'],
  [/\.gz$/, 'application/gzip'],
  [/\.zst$/, 'application/zstd'],
  [/\.(zip|wacz)$/, 'application/zip'],
  [/\.txt$/, 'text/plain'],
]

const mediaType = (path: string): string =>
  MEDIA_TYPES.find(([ending]) => ending.test(path.toLowerCase()))?.[1] ?? 'application/octet-stream'
