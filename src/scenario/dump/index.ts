import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { recordOf } from '../../documents/authenticity/sign.ts'
import { zipOf } from '../../documents/writers/zip.ts'
import { createRandom, type Random } from '../random.ts'
import { DOMAIN, drawLetters, type MailKeys } from './letters.ts'
import {
  ARCHIVE,
  type DumpTruth,
  drawDrafts,
  drawPapers,
  isPacked,
  placeOf,
  type Quotable,
  quotableOf,
} from './paper-files.ts'
import { drawOffice } from './papers.ts'
import { drawRsaKey } from './rsa-key.ts'

export type { DumpTruth, Quotable } from './paper-files.ts'

/** Where everything stands. */
export interface SimulatedDump {
  /** What leaked, what the victim still has, the archive of signing keys, and the decoys' registry: paths. */
  dump: string
  originals: string
  keys: string
  decoys: string
  truth: string
  /** Of some authentic, altered, planted and unknown papers, a paragraph each. */
  quotable: readonly Quotable[]
}

/**
 * Writes a leaked dump into `folder`: authentic, altered, re-saved and planted files in real formats, mail that was signed
 * with keys drawn for it, and beside it what its victim would have to judge it by. The same seed and scale give the same
 * bytes; its streams of chance are its own.
 */
export async function simulateDump(folder: string, seed: number, scale = 1): Promise<SimulatedDump> {
  const stream = (part: string) => createRandom(`${seed}/dump/${part}`)
  const at = (...names: string[]) => join(folder, ...names)
  const truth: DumpTruth[] = []
  const put = async (path: string, bytes: Buffer | string) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }
  const office = drawOffice(stream('office'))
  const papers = drawPapers(stream('papers'), office, Math.max(24, Math.round(240 * scale)), seed)
  const packed: Record<string, Buffer> = {}
  for (const [i, { path, bytes, original, paragraphs: _, content: __, ...known }] of papers.files.entries()) {
    if (isPacked(i)) packed[basename(path)] = bytes
    else await put(at('dump', path), bytes)
    if (original) await put(at('originals', original.path), original.bytes)
    truth.push({ path: placeOf(path, i), mail: null, ...known })
  }
  for (const { path, bytes, draftOf } of drawDrafts(stream('drafts'), papers.files)) {
    await put(at('dump', path), bytes)
    truth.push({ path, verdict: 'unknown', change: null, against: null, mail: null, draftOf })
  }
  await put(at('dump', ARCHIVE), zipOf(packed))
  const keys = drawKeys(stream('keys'))
  const letters = drawLetters(stream('mail'), office, keys, Math.round(400 * scale))
  for (const { name, bytes, mail, original, verdict, attachment } of letters) {
    await put(at('dump', 'mail', name), bytes)
    if (original) await put(at('originals', 'mail', name), original)
    const change = verdict === 'altered' ? 'content changed' : null
    truth.push({ path: `mail/${name}`, verdict, change, against: original ? `mail/${name}` : null, mail })
    // What an anchored message carries is as anchored as it.
    if (attachment)
      truth.push({
        path: `mail/${name}!/${attachment}`,
        verdict,
        change,
        against: `mail/${name}`,
        mail: null,
      })
  }
  for (const [name, text] of archiveOf(keys)) await put(at('keys', name), text)
  await put(at('decoys', 'registry.json'), `${JSON.stringify(papers.registry, null, 2)}\n`)
  await put(
    at('dump-truth.json'),
    `${JSON.stringify({ simulated: true, seed, scale, files: truth }, null, 2)}\n`,
  )
  return {
    dump: at('dump'),
    originals: at('originals'),
    keys: at('keys'),
    decoys: at('decoys', 'registry.json'),
    truth: at('dump-truth.json'),
    quotable: quotableOf(papers.files),
  }
}

function drawKeys(random: Random): MailKeys {
  const draw = (bits: number) => drawRsaKey(random, bits)
  return {
    old: draw(1024),
    current: draw(1024),
    published: draw(1024),
    weak: draw(512),
    lost: draw(1024),
    forgers: draw(1024),
  }
}

/** The key archive as the victim could have kept it; the lost key is not in it. */
function archiveOf(keys: MailKeys): [string, string][] {
  const file = (
    selector: string,
    domain: string,
    pair: { publicKey: MailKeys['old']['publicKey'] },
    notes: string[],
  ): [string, string] => [
    `${selector}._domainkey.${domain}.txt`,
    `${[...notes, recordOf(pair.publicKey)].join('\n')}\n`,
  ]
  return [
    file('s2016', DOMAIN, keys.old, ['first_seen: 2015-11-02', 'last_seen: 2016-12-31']),
    file('s2017', DOMAIN, keys.current, ['first_seen: 2017-01-01', 'last_seen: 2018-06-30']),
    file('news', DOMAIN, keys.published, [
      'first_seen: 2016-01-01',
      'last_seen: 2018-06-30',
      'private_key_published: 2019-03-01',
    ]),
    file('fax', DOMAIN, keys.weak, ['first_seen: 2010-01-01', 'last_seen: 2018-06-30']),
    file('f', 'forger.example', keys.forgers, ['first_seen: 2017-01-01', 'last_seen: 2017-12-31']),
  ]
}
