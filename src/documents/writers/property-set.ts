import type { Content } from './content.ts'

/** The code page of the Windows that writes: Cyrillic where its user is Russian, else Western. */
export const codePageOf = ({ locale }: Pick<Content, 'locale'>): 1251 | 1252 =>
  locale === 'ru-RU' ? 1251 : 1252

const FORMAT_ID = {
  summary: 'e0859ff2f94f6810ab9108002b27b3d9',
  document: '02d5cdd59c2e1b10939708002b2cf9ae',
}

/** A property set of one section ([MS-OLEPS]): numbers are VT_I2, texts VT_LPSTR in the code page, `at` VT_FILETIME. */
export function propertySet(
  kind: keyof typeof FORMAT_ID,
  codePage: 1251 | 1252,
  properties: readonly (readonly [id: number, value: string | { at: number }])[],
): Buffer {
  const values = [
    [1, short(codePage)] as const,
    ...properties.map(([id, value]) => [id, typed(value, codePage)] as const),
  ]
  const table = Buffer.alloc(8 + 8 * values.length)
  let offset = table.length
  values.forEach(([id, bytes], i) => {
    table.writeUInt32LE(id, 8 + 8 * i)
    table.writeUInt32LE(offset, 12 + 8 * i)
    offset += bytes.length
  })
  table.writeUInt32LE(offset, 0)
  table.writeUInt32LE(values.length, 4)
  const head = Buffer.alloc(48)
  head.writeUInt16LE(0xfffe, 0)
  head.writeUInt32LE(0x00020006, 4)
  head.writeUInt32LE(1, 24)
  head.write(FORMAT_ID[kind], 28, 'hex')
  head.writeUInt32LE(48, 44)
  return Buffer.concat([head, table, ...values.map(([, bytes]) => bytes)])
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(2, 0)
  bytes.writeUInt16LE(value, 4)
  return bytes
}

function typed(value: string | { at: number }, codePage: 1251 | 1252): Buffer {
  if (typeof value !== 'string') {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt32LE(64, 0)
    bytes.writeBigUInt64LE((BigInt(value.at) + 11_644_473_600_000n) * 10_000n, 4)
    return bytes
  }
  const text = Buffer.from([...value, '\0'].map(sign => byteOf(sign, codePage)))
  const bytes = Buffer.alloc(8 + Math.ceil(text.length / 4) * 4)
  bytes.writeUInt32LE(30, 0)
  bytes.writeUInt32LE(text.length, 4)
  text.copy(bytes, 8)
  return bytes
}

function byteOf(sign: string, codePage: 1251 | 1252): number {
  const code = sign.charCodeAt(0)
  if (code < 0x80) return code
  if (codePage === 1252) return code >= 0xa0 && code <= 0xff ? code : 0x3f
  if (code >= 0x410 && code <= 0x44f) return code - 0x350
  return code === 0x401 ? 0xa8 : code === 0x451 ? 0xb8 : 0x3f
}
