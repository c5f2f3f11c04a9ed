import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { sha256 } from '../case/hash.ts'
import { CONTEXT, METADATA, SPECIFICATION } from './crate-metadata.ts'
import { CrateProblem } from './crate-problems.ts'

/** A file, or a folder that is one source, as the crate describes it. */
export interface Described {
  path: string
  kind: 'file' | 'folder'
  sha256: string
  bytes: number | null
}

export interface CrateGraph {
  /** SHA-256 of the metadata file. */
  sha256: string
  described: ReadonlyMap<string, Described>
  /** The ids of all entities. */
  ids: ReadonlySet<string>
}

/** Larger metadata is not ours: ten thousand sources make about twenty megabytes. */
const LARGEST = 256e6

/** Reads `ro-crate-metadata.json` and what files it describes. Follows no path. @throws CrateProblem */
export async function readGraph(dir: string): Promise<CrateGraph> {
  const path = join(dir, METADATA)
  const found = await lstat(path).catch(() => null)
  if (!found?.isFile())
    throw new CrateProblem(
      `${dir} is no RO-Crate: it has no ${METADATA}. Give the folder that sillage export ro-crate wrote.`,
    )
  if (found.size > LARGEST) throw new CrateProblem(`${path} is too large to be one that Sillage wrote.`)
  const text = await readFile(path, 'utf8')
  const entities = entitiesOf(text, path)
  const descriptor = entities.get(METADATA)
  const version = refs(descriptor?.conformsTo).find(id => id.startsWith('https://w3id.org/ro/crate/'))
  if (version !== SPECIFICATION)
    throw new CrateProblem(
      `${path} ${version ? `was written after ${version}` : 'does not say which RO-Crate it conforms to'}; this version of Sillage reads ${SPECIFICATION}.`,
    )
  const root = entities.get(refs(descriptor?.about)[0] ?? '')
  if (!root || !types(root).includes('Dataset'))
    throw new CrateProblem(`${path} describes no root dataset; the crate is not whole.`)
  const described = [...entities.values()].flatMap(entity =>
    entity === root ? [] : (describedBy(entity, path) ?? []),
  )
  return {
    sha256: sha256(text),
    described: new Map(described.map(file => [file.path, file])),
    ids: new Set(entities.keys()),
  }
}

type Read = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Read =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function entitiesOf(text: string, path: string): Map<string, Read> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new CrateProblem(`${path} is not valid JSON; the crate is not whole.`)
  }
  const graph = isObject(document) && document['@context'] === CONTEXT ? document['@graph'] : undefined
  if (!Array.isArray(graph))
    throw new CrateProblem(`${path} is no metadata of an RO-Crate 1.2 (its context is not ${CONTEXT}).`)
  const entities = new Map<string, Read>()
  for (const entity of graph) {
    const id: unknown = isObject(entity) ? entity['@id'] : undefined
    if (!isObject(entity) || typeof id !== 'string')
      throw new CrateProblem(`${path} has an entity without an @id.`)
    if (entities.has(id)) throw new CrateProblem(`${path} describes '${id}' twice.`)
    entities.set(id, entity)
  }
  return entities
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
const types = (entity: Read) => list(entity['@type'])
const refs = (value: unknown) =>
  list(value).flatMap(one => (isObject(one) && typeof one['@id'] === 'string' ? [one['@id']] : []))

/** What an entity says of a file in the crate; null when it speaks of something else. @throws CrateProblem */
function describedBy(entity: Read, metadata: string): Described | null {
  const id = String(entity['@id'])
  const isFile = types(entity).includes('File')
  if ((!isFile && !types(entity).includes('Dataset')) || id.startsWith('#') || /^https?:\/\//.test(id))
    return null
  const path = pathFrom(id)
  if (path === null)
    throw new CrateProblem(
      `${metadata} names '${id}', which is not inside the crate; nothing was read from it.`,
    )
  const said = isFile ? entity.sha256 : String(entity.identifier ?? '').replace(/^sha256:/, '')
  if (typeof said !== 'string' || !/^[0-9a-f]{64}$/.test(said))
    throw new CrateProblem(`${metadata} gives no SHA-256 for '${id}'; the crate cannot be checked.`)
  const bytes = Number(entity.contentSize)
  return {
    path,
    kind: isFile ? 'file' : 'folder',
    sha256: said,
    bytes: isFile && Number.isInteger(bytes) ? bytes : null,
  }
}

/** An id as a path under the crate's folder; null when it leads out of it, or might on some system. */
export function pathFrom(id: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(id).replace(/^\.\//, '').replace(/\/$/, '')
  } catch {
    return null
  }
  const isPlain = !/^[a-z][a-z0-9+.-]*:|[\\\p{Cc}]/iu.test(path)
  return isPlain && path.split('/').every(step => step !== '' && step !== '.' && step !== '..') ? path : null
}

/** Every file in the folder. @throws CrateProblem naming a link, or anything else that is neither file nor folder. */
export async function filesIn(dir: string): Promise<Set<string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = new Set<string>()
  for (const entry of entries) {
    const path = relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (entry.isFile()) files.add(path)
    else if (!entry.isDirectory())
      throw new CrateProblem(
        `${path} is ${entry.isSymbolicLink() ? 'a link' : 'neither a file nor a folder'}; a crate holds files only, so it was not read.`,
      )
  }
  return files
}
