import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import CFB from 'cfb'
import { unzipSync } from 'fflate'
import type { Judging } from '../../documents/authenticity/judge.ts'
import { judgeMail } from '../../documents/authenticity/judge.ts'
import { readMessage, valuesOf } from '../../documents/authenticity/message.ts'
import type { JudgedDocument } from '../../documents/verdict/four-way.ts'

/** Reads back what the writers write, and no more: enough to judge the simulated dump without the readers of real files. */
export async function readBack(folder: string, judging: Judging): Promise<JudgedDocument[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const documents: JudgedDocument[] = []
  for (const entry of entries.filter(one => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    documents.push(...documentsIn(path.slice(folder.length + 1), await readFile(path), judging))
  }
  return documents
}

/** A file, or what is in it. */
function documentsIn(document: string, bytes: Buffer, judging: Judging): JudgedDocument[] {
  if (document.endsWith('.zip'))
    return Object.entries(unzipSync(bytes)).flatMap(([name, part]) =>
      documentsIn(`${document}!/${name}`, Buffer.from(part), judging),
    )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (!document.endsWith('.eml'))
    return [{ document, sha256, text: textOf(document, bytes), facts: factsOf(document, bytes) }]
  const mail = mailOf(bytes, judging)
  const [, name, packed] =
    /filename="([^"]+)"\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(bytes.toString('latin1')) ?? []
  const carried = name
    ? documentsIn(`${document}!/${name}`, Buffer.from(packed ?? '', 'base64'), judging)
    : []
  return [
    { document, sha256, ...mail },
    ...carried.map(one => ({ ...one, carriedBy: { document, mail: mail.mail } })),
  ]
}

function mailOf(bytes: Buffer, judging: Judging) {
  const message = readMessage(bytes)
  const { verdict, messageId } = judgeMail(bytes, judging)
  const facts = ['from', 'to', 'subject', 'date'].flatMap(name =>
    valuesOf(message, name).map(value => ({ name: `mail_${name}`, value: value.trim() })),
  )
  const unfolded = message.body.toString('latin1').replace(/=\r\n/g, '')
  const text = Buffer.from(
    unfolded.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString()
  return { text, facts, messageId, mail: verdict }
}

const parts = (bytes: Buffer) =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, Buffer.from(part).toString()]),
  )

const bare = (text: string) =>
  text
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

function textOf(path: string, bytes: Buffer): string {
  const format = path.split('.').at(-1)
  if (format === 'docx') return bare(parts(bytes)['word/document.xml'] ?? '')
  if (format === 'xlsx') return bare(parts(bytes)['xl/worksheets/sheet1.xml'] ?? '')
  if (format === 'odt') return bare(parts(bytes)['content.xml'] ?? '')
  if (format === 'xls') return labelsOf(streamOf(bytes, '/Workbook'))
  if (format === 'rtf')
    return bytes
      .toString('latin1')
      .replace(/\{\\(fonttbl|info)[\s\S]*?\}\}/g, '')
      .replace(/\\u(-?\d+)\?/g, (_, code: string) => String.fromCharCode((Number(code) + 65536) % 65536))
      .replace(/\\[a-z]+-?\d* ?|[{}]/g, ' ')
  if (format === 'pdf')
    return [...bytes.toString('latin1').matchAll(/^\((.*)\) Tj T\*$/gm)]
      .map(([, line]) => (line ?? '').replace(/\\(.)/g, '$1'))
      .join('\n')
  return bytes.toString()
}

const streamOf = (bytes: Buffer, name: string) =>
  Buffer.from(CFB.find(CFB.read(bytes, { type: 'buffer' }), name)?.content ?? [])

function labelsOf(stream: Buffer): string {
  const texts: string[] = []
  for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2))
    if (stream.readUInt16LE(at) === 0x0204)
      texts.push(stream.toString('utf16le', at + 13, at + 4 + stream.readUInt16LE(at + 2)))
  return texts.join('\n')
}

/** Of a workbook of Excel 97 the name and the time that its summary ends with. */
function summaryOf(bytes: Buffer): { name: string; value: string }[] {
  const set = streamOf(bytes, '/\u0005SummaryInformation')
  const at = (id: number) => {
    for (let i = 0; i < set.readUInt32LE(52); i++)
      if (set.readUInt32LE(56 + 8 * i) === id) return 48 + set.readUInt32LE(60 + 8 * i)
    return 0
  }
  const [name, time] = [at(8), at(13)]
  const decoder = new TextDecoder(`windows-${set.readUInt16LE(at(1) + 4)}`)
  return [
    {
      name: 'lastModifiedBy',
      value: decoder.decode(set.subarray(name + 8, name + 8 + set.readUInt32LE(name + 4) - 1)),
    },
    {
      name: 'modified',
      value: new Date(Number(set.readBigUInt64LE(time + 4) / 10_000n) - 11_644_473_600_000).toISOString(),
    },
  ]
}

function factsOf(path: string, bytes: Buffer): { name: string; value: string }[] {
  if (path.endsWith('.xls')) return summaryOf(bytes)
  if (!/\.(docx|xlsx)$/.test(path)) return []
  const all = Object.values(parts(bytes)).join('\n')
  return ['lastModifiedBy', 'creator', 'modified', 'AppVersion'].flatMap(name =>
    [...all.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)<`, 'g'))].map(([, value]) => ({
      name,
      value: value ?? '',
    })),
  )
}
