import iconv from 'iconv-lite'
import { uint32s } from './compound.ts'

const SUMMARY = 'e0859ff2f94f6810ab9108002b27b3d9'
const DOCUMENT_SUMMARY = '02d5cdd59c2e1b10939708002b2cf9ae'
const USER_DEFINED = '05d5cdd59c2e1b10939708002b2cf9ae'

/** A property's value as [MS-OLEPS] writes it. */
export type Written = { id: number; value: Buffer }

export const text = (id: number, value: string, encoding = 'win1252'): Written => {
  const bytes = Buffer.concat([iconv.encode(value, encoding), Buffer.alloc(encoding === 'utf16le' ? 2 : 1)])
  return { id, value: padded(Buffer.concat([uint32s([30, bytes.length]), bytes])) }
}
export const wide = (id: number, value: string): Written => ({
  id,
  value: padded(Buffer.concat([uint32s([31, value.length + 1]), Buffer.from(`${value}\0`, 'utf16le')])),
})
export const int = (id: number, value: number): Written => ({ id, value: uint32s([3, value]) })
export const page = (value: number): Written => ({ id: 1, value: uint32s([2, value]) })
export const truth = (id: number, value: boolean): Written => ({
  id,
  value: uint32s([11, value ? 0xffff : 0]),
})
export const time = (id: number, iso: string | null): Written => {
  const value = Buffer.alloc(12)
  value.writeUInt32LE(64)
  if (iso !== null) value.writeBigUInt64LE(BigInt(Date.parse(iso) + 11_644_473_600_000) * 10_000n, 4)
  return { id, value }
}
/** A span, as Word keeps the time that a file was worked on. */
export const span = (id: number, seconds: number): Written => {
  const value = Buffer.alloc(12)
  value.writeUInt32LE(64)
  value.writeBigUInt64LE(BigInt(seconds) * 10_000_000n, 4)
  return { id, value }
}
/** Kinds of parts with their counts, as Excel writes them: texts that are not padded. */
export const pairs = (id: number, given: readonly [string, number][], encoding = 'win1252'): Written => ({
  id,
  value: padded(
    Buffer.concat([
      uint32s([0x100c, given.length * 2]),
      ...given.flatMap(([title, count]) => {
        const bytes = Buffer.concat([iconv.encode(title, encoding), Buffer.alloc(1)])
        return [uint32s([30, bytes.length]), bytes, uint32s([3, count])]
      }),
    ]),
  ),
})

/** The names of properties that somebody named. */
export const names = (given: Readonly<Record<number, string>>, encoding = 'win1252'): Written => ({
  id: 0,
  value: padded(
    Buffer.concat([
      uint32s([Object.keys(given).length]),
      ...Object.entries(given).map(([id, name]) => {
        const bytes = Buffer.concat([
          iconv.encode(name, encoding),
          Buffer.alloc(encoding === 'utf16le' ? 2 : 1),
        ])
        const length = encoding === 'utf16le' ? bytes.length / 2 : bytes.length
        return Buffer.concat([uint32s([Number(id), length]), encoding === 'utf16le' ? padded(bytes) : bytes])
      }),
    ]),
  ),
})

export const summary = (...properties: Written[]): Buffer => stream([[SUMMARY, properties]])
export const documentSummary = (properties: Written[], named: Written[] = []): Buffer =>
  stream(
    named.length === 0
      ? [[DOCUMENT_SUMMARY, properties]]
      : [
          [DOCUMENT_SUMMARY, properties],
          [USER_DEFINED, named],
        ],
  )

function stream(sets: readonly [string, readonly Written[]][]): Buffer {
  const bodies = sets.map(([, properties]) => set(properties))
  const head = Buffer.alloc(28)
  head.writeUInt16LE(0xfffe)
  head.writeUInt32LE(0x00020a06, 4)
  head.writeUInt32LE(sets.length, 24)
  let offset = 28 + sets.length * 20
  const list = sets.map(([fmtid], at) => {
    const entry = Buffer.concat([Buffer.from(fmtid, 'hex'), uint32s([offset])])
    offset += bodies[at]?.length ?? 0
    return entry
  })
  return Buffer.concat([head, ...list, ...bodies])
}

function set(properties: readonly Written[]): Buffer {
  let offset = 8 + properties.length * 8
  const list = properties.map(({ id, value }) => {
    const entry = uint32s([id, offset])
    offset += value.length
    return entry
  })
  return Buffer.concat([
    uint32s([offset, properties.length]),
    ...list,
    ...properties.map(({ value }) => value),
  ])
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
