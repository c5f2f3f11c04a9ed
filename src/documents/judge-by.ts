import { readFile, realpath } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { sha256, sourceSha256 } from '../case/hash.ts'
import { InputProblem } from '../importers/importer.ts'
import { VERSION } from '../model/version.ts'
import { readKeyArchive } from './authenticity/key-archive.ts'
import { parseRegistry } from './decoys/registry.ts'
import type { Judges } from './verdict/judge-visited.ts'
import { jobsFor } from './walk/jobs.ts'
import type { Limits } from './walk/limits.ts'
import { runJobs } from './walk/pool.ts'

/** What a dump is judged by, as paths: the victim's originals, the decoys' registry, an archive of signing keys. */
export interface JudgeBy {
  originals?: string
  decoys?: string
  keys?: string
}

export interface ReadJudges {
  judges: Judges
  /** SHA-256 of what was judged by: it goes into the custody log. */
  hashes: Record<string, string>
  problems: readonly string[]
}

/**
 * Reads what documents are judged by; originals are walked as a dump is, into `folder`.
 * @throws InputProblem where the originals lie in the dump: then everything would be authentic.
 * @throws KeyArchiveProblem, DecoyProblem or RegistryBroken where keys or decoys cannot be used.
 */
export async function readJudges(
  { originals, decoys, keys }: JudgeBy,
  dump: string,
  walking: { folder: string; scratch: string; limits: Limits; workers?: number },
  onDocuments: (documents: number) => void = () => {},
): Promise<ReadJudges> {
  const archive = keys === undefined ? null : await readKeyArchive(keys)
  const kept = [...(archive?.keys.values() ?? [])].flat()
  const hashes: Record<string, string> = {}
  if (archive) hashes.keys = sha256(JSON.stringify(kept.map(({ file, ...key }) => key)))
  if (decoys !== undefined) {
    const text = await readFile(decoys, 'utf8')
    parseRegistry(text, decoys)
    hashes.decoys = sha256(text)
  }
  let at: string | null = null
  if (originals !== undefined) {
    await refuseOverlap(originals, dump)
    hashes.originals = await sourceSha256(originals)
    at = join(walking.folder, `originals-${sha256(`${VERSION} ${hashes.originals}`).slice(0, 16)}`)
    await runJobs(jobsFor(originals, basename(originals)), {
      ...walking,
      folder: at,
      judges: { keys: [], decoys: null, originals: null, areOriginals: true },
      onProgress: ({ documents }) => onDocuments(documents),
    })
  }
  return {
    judges: { keys: kept, decoys: decoys ?? null, originals: at },
    hashes,
    problems: archive?.problems ?? [],
  }
}

async function refuseOverlap(originals: string, dump: string): Promise<void> {
  const [own, leaked] = await Promise.all([realpath(originals), realpath(dump)])
  const lies = (inner: string, outer: string) => inner === outer || inner.startsWith(outer + sep)
  if (lies(own, leaked) || lies(leaked, own))
    throw new InputProblem(
      `${originals} and ${dump} overlap. Originals must come from the victim and not from the dump, or every file would be its own original.`,
    )
}
