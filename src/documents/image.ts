import exifr from 'exifr'
import type { Bytes } from './bytes.ts'
import type { Fact } from './fact.ts'
import { textFact } from './package.ts'
import type { DocumentReading } from './reading.ts'
import { xmpFacts } from './xml/xmp.ts'

/** The most that is looked at of a picture: what it says of itself stands before its pixels. */
const MOST = 16 << 20

const READ = {
  tiff: true,
  exif: true,
  gps: true,
  iptc: true,
  xmp: false,
  icc: false,
  jfif: false,
  ihdr: true,
  interop: false,
  makerNote: false,
  userComment: true,
  translateValues: false,
  reviveValues: false,
  sanitize: true,
  mergeOutput: false,
  silentErrors: true,
} as const

/** The EXIF, IPTC and XMP of a picture. Its own times are on the camera's clock. */
export async function imageReading(format: string, bytes: Bytes): Promise<DocumentReading> {
  const buffer = bytes.slice(0, MOST)
  const facts: Fact[] = []
  const problems: string[] = []
  try {
    const found = (await exifr.parse(buffer, READ)) as Record<string, Record<string, unknown>> | undefined // blocks by name
    for (const [block, fields] of Object.entries(found ?? {}))
      if (fields !== null && typeof fields === 'object')
        for (const [field, value] of Object.entries(fields)) facts.push(...fieldFacts(block, field, value))
  } catch (error) {
    problems.push(`EXIF cannot be read (${error instanceof Error ? error.message.slice(0, 100) : 'unknown'})`)
  }
  const start = buffer.indexOf('<x:xmpmeta', 0, 'latin1')
  const end = start < 0 ? -1 : buffer.indexOf('</x:xmpmeta>', start, 'latin1')
  if (end > 0) {
    const read = xmpFacts(buffer.subarray(start, end + 12), `XMP at +${start}`)
    facts.push(...read.facts)
    problems.push(...read.problems.map(problem => `XMP: ${problem}`))
  }
  return { format, facts, problems, encrypted: false, inner: [] }
}

function fieldFacts(block: string, field: string, value: unknown): Fact[] {
  if (value === null || value === undefined || field.length > 100) return []
  if (value instanceof Uint8Array)
    return value.length > 64 ? [] : [fact(block, field, Buffer.from(value).toString('hex'))]
  if (Array.isArray(value)) return value.length > 100 ? [] : [fact(block, field, value.map(String).join(' '))]
  if (typeof value === 'object') return []
  const text = String(value).replace(/\0+$/, '')
  const time = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text)
  return [
    time
      ? {
          ...fact(block, field, `${time[1]}-${time[2]}-${time[3]}T${time[4]}`),
          raw: text,
          timeBasis: 'local',
        }
      : fact(block, field, text),
  ]
}

const fact = (block: string, field: string, value: string): Fact =>
  textFact(`exif:${field}`, value, `${block} ${field}`, 'exifr')
