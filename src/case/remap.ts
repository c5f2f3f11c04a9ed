import { mkdir, rm } from 'node:fs/promises'
import { InputProblem } from '../importers/importer.ts'
import type { CustodySource } from '../model/case.ts'
import type { TableName } from '../model/tables.ts'
import { type EngineOptions, onceMoreIfTheEngineFell } from '../store/once-more.ts'
import { Store } from '../store/store.ts'
import { type Added, type AddOptions, checkZone, said } from './add.ts'
import { appendCustody, readCustody } from './custody.ts'
import { recognise } from './detect.ts'
import { sourceSha256 } from './hash.ts'
import { withLock } from './lock.ts'
import { ingest, knownPosts, writeSource } from './normalise.ts'
import { type Case, sourcesOf } from './open.ts'
import { sourcePath } from './raw-row.ts'

/**
 * Maps a source of the case anew from its kept bytes, as the options say: another format, other columns, another zone.
 * Its earlier parts go when the new ones stand and are logged; the log keeps both lines.
 *
 * @param which the source's name, or the beginning of its SHA-256.
 * @throws InputProblem when no source, or more than one, is called so, or its bytes are not what they were.
 */
export async function remapSource(
  given: Case,
  which: string,
  options: AddOptions = {},
): Promise<{ case: Case; added: Added }> {
  return withLock(given, async () => {
    const now = { ...given, custody: await readCustody(given.at.custody) }
    return onceMoreIfTheEngineFell(engine => remap(now, which, options, engine), options.onFall)
  })
}

async function remap(
  given: Case,
  which: string,
  options: AddOptions,
  engine: EngineOptions,
): Promise<{ case: Case; added: Added }> {
  checkZone(options.tz)
  const before = named(given, which)
  const path = sourcePath(given, before)
  const onStep = options.onStep ?? (() => {})
  onStep('hashing', 0, before.bytes)
  const sha256 = await sourceSha256(path).catch(() => null)
  if (sha256 !== before.sha256)
    throw new InputProblem(
      `${before.name}: its bytes at ${path} are ${sha256 === null ? 'gone' : 'not those that were added'}; nothing was changed. Run sillage verify.`,
    )
  await mkdir(given.at.scratch, { recursive: true })
  const store = await Store.open({ scratchIn: given.at.scratch, ...engine })
  try {
    const recognised = await recognise(store, path, options.as, before.name)
    const selects = recognised.importer.select(recognised.head, options)
    onStep('reading', 0, before.bytes)
    const ingested = await ingest(store, path, recognised, selects, {
      known: knownPosts(given, sha256),
      onRead: (read, records) => onStep('reading', read, before.bytes, records),
      onNormalise: () => onStep('normalising', before.bytes, before.bytes),
    })
    onStep('writing', before.bytes, before.bytes)
    const mapped = { sha256, remaps: (before.remaps ?? 0) + 1 }
    const { counts, settle } = await writeSource(given, store, selects, mapped, ingested)
    const source: CustodySource = {
      ...before,
      importer: recognised.importer.id,
      detection: recognised.detection.saw,
      options: said(options),
      counts,
      parts: await settle(),
      ...(ingested.drift ? { drift: ingested.drift } : {}),
      remaps: mapped.remaps,
    }
    const entry = await appendCustody(given.at.custody, given.custody, { event: 'remapped', source })
    await removeParts(given, before)
    return {
      case: { ...given, custody: [...given.custody, entry] },
      added: {
        status: 'added',
        source,
        recognised,
        mapping: selects.mapping ?? {},
        notes: selects.notes ?? [],
      },
    }
  } finally {
    await store.close()
    await rm(given.at.scratch, { recursive: true, force: true })
  }
}

function named(given: Case, which: string): CustodySource {
  const sources = sourcesOf(given)
  const found = sources.filter(
    source => source.name === which || (which.length >= 4 && source.sha256.startsWith(which.toLowerCase())),
  )
  const [one] = found
  if (found.length === 1 && one) return one
  throw new InputProblem(
    found.length > 1
      ? `${found.length} sources are called ${which}; say which by its SHA-256: ${found.map(s => s.sha256.slice(0, 12)).join(', ')}.`
      : `No source of this case is called ${which}; it has ${sources.map(s => `${s.name} (${s.sha256.slice(0, 12)})`).join(', ') || 'none'}.`,
  )
}

/** Parts that the log names no more. Cut short here, they are left over and count for nothing. */
async function removeParts(given: Case, source: CustodySource): Promise<void> {
  for (const part of Object.keys(source.parts))
    await rm(part === 'rejects' ? given.at.rejects(source) : given.at.part(part as TableName, source), {
      force: true,
    }) // parts are named by writeSource
}
