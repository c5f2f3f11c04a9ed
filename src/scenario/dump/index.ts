import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { recordOf } from '../../documents/authenticity/sign.ts'
import { makeDecoys } from '../../documents/decoys/make.ts'
import { WRITERS, type WrittenFormat } from '../../documents/writers/index.ts'
import { zipOf } from '../../documents/writers/zip.ts'
import { createRandom, type Random } from '../random.ts'
import { DOMAIN, drawLetters, type MailKeys } from './letters.ts'
import {
  drawOffice,
  drawPaper,
  type Office,
  RESAVED_FROM,
  RESAVED_WITHIN,
  resaved,
  tampered,
} from './papers.ts'
import { drawRsaKey } from './rsa-key.ts'

/** What is true of one file of the simulated dump. */
export interface DumpTruth {
  /** From the dump's folder; `a.zip!/b` and `a.eml!/b` stand inside. */
  path: string
  verdict: 'planted' | 'authentic' | 'altered' | 'unknown'
  /** Of an altered one. */
  change: 're-saved, same content' | 'content changed' | null
  /** The decoy or original that it comes from, or the message that carries it. */
  against: string | null
  /** Of a message. */
  mail: string | null
}

export interface SimulatedDump {
  /** What leaked, what the victim still has, the archive of signing keys, and the decoys' registry: paths. */
  dump: string
  originals: string
  keys: string
  decoys: string
  truth: string
}

const FORMATS: readonly WrittenFormat[] = ['docx', 'xls', 'xlsx', 'odt', 'rtf', 'pdf', 'txt']
/** Every so many papers one lies in an archive. */
const PACKED = 8
const ARCHIVE = 'papers/old-papers.zip'
/** Of the papers of the dump, in hundredths; the smallest dump has some of each, and enough saved anew for a burst. */
const SHARES = { kept: 42, lost: 20, resaved: 14, altered: 14, planted: 6, retyped: 4 } as const
const LEAST = { kept: 2, lost: 2, resaved: 6, altered: 4, planted: 2, retyped: 2 } as const

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
  for (const [i, { path, bytes, original, ...known }] of papers.files.entries()) {
    const isPacked = i % PACKED === PACKED - 1
    if (isPacked) packed[basename(path)] = bytes
    else await put(at('dump', path), bytes)
    if (original) await put(at('originals', original.path), original.bytes)
    truth.push({ path: isPacked ? `${ARCHIVE}!/${basename(path)}` : path, mail: null, ...known })
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
  }
}

interface Paper extends Omit<DumpTruth, 'mail'> {
  bytes: Buffer
  original: { path: string; bytes: Buffer } | null
}

function drawPapers(random: Random, office: Office, count: number, seed: number) {
  const secret = createHash('sha256').update(`${seed}/dump/decoys`).digest()
  const near = Date.UTC(2017, 3, 20)
  const { files: decoyFiles, registry } = makeDecoys({
    secret,
    count: Math.max(8, Math.round(count / 10)),
    formats: ['docx', 'xlsx', 'odt', 'rtf', 'pdf', 'txt'],
    languages: ['en', 'fr'],
    near,
    made: Date.UTC(2017, 1, 1),
    domain: DOMAIN,
    pages: ['https://login.campaign-mail.example/'],
  })
  const kinds = Object.keys(SHARES) as (keyof typeof SHARES)[] // keys of a record whose keys are these
  const least = kinds.flatMap(kind => Array.from({ length: LEAST[kind] }, () => kind))
  const files: Paper[] = []
  let planted = 0
  for (let i = 0; i < count; i++) {
    const kind = least[i] ?? random.weighted(SHARES)
    const format =
      kind === 'resaved'
        ? random.pick(['xls', 'xls', 'xlsx', 'docx'] as const)
        : (FORMATS[i % FORMATS.length] ?? 'txt')
    const content = drawPaper(random, office, random.int(12, 40))
    const name = `${content.title.replace(/[^A-Za-z0-9]+/g, '-')}-${i + 1}`
    const path = `papers/${random.pick(office.places)}/${name}.${format}`
    const bytes = WRITERS[format](content)
    const original = { path, bytes }
    const decoy = registry.decoys[planted % registry.decoys.length]
    const decoyFile = decoyFiles[planted % decoyFiles.length]
    if (kind === 'kept')
      files.push({ path, bytes, original, verdict: 'authentic', change: null, against: path })
    else if (kind === 'lost')
      files.push({ path, bytes, original: null, verdict: 'unknown', change: null, against: null })
    else if (kind === 'resaved') {
      const saved = resaved(content, RESAVED_FROM + random.int(0, RESAVED_WITHIN))
      files.push({
        path,
        bytes: WRITERS[format](saved),
        original,
        verdict: 'altered',
        change: 're-saved, same content',
        against: path,
      })
    } else if (kind === 'altered')
      files.push({
        path,
        bytes: WRITERS[format](tampered(content, random)),
        original,
        verdict: 'altered',
        change: 'content changed',
        against: path,
      })
    else if (decoy && decoyFile) {
      planted++
      const isRetyped = kind === 'retyped'
      files.push({
        path: isRetyped ? `papers/copied-${i + 1}.txt` : `papers/${decoyFile.path}`,
        bytes: isRetyped ? Buffer.from(decoy.text.toLowerCase().replaceAll('\n', '\r\n')) : decoyFile.bytes,
        original: null,
        verdict: 'planted',
        change: null,
        against: decoy.id,
      })
    }
  }
  return { files: [...new Map(files.map(file => [file.path, file])).values()], registry }
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
