import { closeSync, openSync, readdirSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { indexOriginals, type JudgedDocument, type OriginalsIndex } from './four-way.ts'
import { nearSketched, sketchOf } from './sketch.ts'

/**
 * Originals as a walk has read them, job by job: what they are known by in one file, and their texts and facts in another,
 * from which a single one is read when a document is held against it. So memory holds half a kilobyte an original.
 */
const knownFile = (folder: string, job: number) =>
  join(folder, `${String(job).padStart(7, '0')}.known.ndjson`)
const textsFile = (known: string) => known.replace(/known\.ndjson$/, 'texts.ndjson')

interface Known {
  document: string
  sha256: string
  messageId: string | null
  sketch: number[] | null
  from: number
  length: number
}

/** Writes the originals that one job reads; they stand under their own names once all are there. */
export class OriginalsWriter {
  readonly #path: string
  readonly #texts: number
  readonly #lines: string[] = []
  #at = 0

  constructor(folder: string, job: number) {
    this.#path = knownFile(folder, job)
    this.#texts = openSync(`${textsFile(this.#path)}.part`, 'w')
  }

  add({ document, sha256, messageId = null, text, facts }: JudgedDocument): void {
    const bytes = Buffer.from(JSON.stringify({ text, facts }))
    writeSync(this.#texts, bytes)
    const sketch = text === null ? null : sketchOf(text)
    const known: Known = {
      document,
      sha256,
      messageId,
      sketch: sketch && [...sketch],
      from: this.#at,
      length: bytes.length,
    }
    this.#lines.push(JSON.stringify(known))
    this.#at += bytes.length
  }

  finish(): void {
    closeSync(this.#texts)
    renameSync(`${textsFile(this.#path)}.part`, textsFile(this.#path))
    const file = openSync(`${this.#path}.part`, 'w')
    writeSync(file, this.#lines.join('\n'))
    closeSync(file)
    renameSync(`${this.#path}.part`, this.#path)
  }
}

/** One original; its text and facts are read when they are asked for, and not kept. */
class KeptOriginal implements JudgedDocument {
  readonly document: string
  readonly sha256: string
  readonly messageId: string | null
  readonly #texts: string
  readonly #known: Known

  constructor(known: Known, texts: string) {
    this.document = known.document
    this.sha256 = known.sha256
    this.messageId = known.messageId
    this.#known = known
    this.#texts = texts
  }

  get text(): string | null {
    return this.#read().text
  }

  get facts(): JudgedDocument['facts'] {
    return this.#read().facts
  }

  #read(): Pick<JudgedDocument, 'text' | 'facts'> {
    const file = openSync(this.#texts, 'r')
    try {
      const bytes = Buffer.alloc(this.#known.length)
      readSync(file, bytes, 0, bytes.length, this.#known.from)
      return JSON.parse(bytes.toString('utf8'))
    } finally {
      closeSync(file)
    }
  }
}

/** The index over the originals that a walk left in a folder. */
export function readOriginals(folder: string): OriginalsIndex {
  const originals: KeptOriginal[] = []
  const sketched: { id: string; sketch: Uint32Array; text: () => string | null }[] = []
  for (const name of readdirSync(folder)
    .filter(one => one.endsWith('.known.ndjson'))
    .sort()) {
    const path = join(folder, name)
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line === '') continue
      const known: Known = JSON.parse(line)
      const original = new KeptOriginal(known, textsFile(path))
      originals.push(original)
      if (known.sketch)
        sketched.push({
          id: known.document,
          sketch: Uint32Array.from(known.sketch),
          text: () => original.text,
        })
    }
  }
  return indexOriginals(originals, nearSketched(sketched))
}
