import { compoundFile, uint32s } from './compound.ts'

/** A file's time as Windows counts it. */
function fileTime(iso: string): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE((BigInt(Date.parse(iso)) + 11_644_473_600_000n) * 10_000n)
  return bytes
}

const fixed = (type: number, id: number, value: Buffer): Buffer =>
  Buffer.concat([uint32s([id * 0x10000 + type, 6]), value, Buffer.alloc(8 - value.length)])
const texts = (page: 'utf16le' | 'latin1', given: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(given).map(([id, text]) => [
      `__substg1.0_${id}${page === 'utf16le' ? '001F' : '001E'}`,
      Buffer.from(text, page),
    ]),
  )
const within = (storage: string, streams: Readonly<Record<string, Buffer>>) =>
  Object.fromEntries(Object.entries(streams).map(([name, data]) => [`${storage}/${name}`, data]))

const TRANSPORT =
  'Received: from mx.example ([192.0.2.1]) by in.example; Fri, 5 May 2017 20:49:05 +0200\r\nDKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; bh=x; b=y\r\nFrom: Ann <ann@example.org>\r\nMessage-ID: <1@example.org>\r\n'

/** An Outlook item ([MS-OXMSG]) with a recipient, an attached file, and an item that it encloses. */
export const msgFile = (attached: Buffer = Buffer.from('{\\rtf1 text}')): Buffer =>
  compoundFile({
    '__properties_version1.0': Buffer.concat([
      Buffer.alloc(32),
      fixed(0x0040, 0x0039, fileTime('2017-05-05T18:49:00Z')),
      fixed(0x0003, 0x3ffd, uint32s([1251])),
      fixed(0x0003, 0x3ff1, uint32s([0x0419])),
    ]),
    ...texts('utf16le', {
      '001A': 'IPM.Note',
      '0037': 'The plan',
      '1000': 'The text of the message.',
      '1035': '<1@example.org>',
      '007D': TRANSPORT,
    }),
    ...texts('latin1', { '0C1A': '\xc0\xed\xed\xe0' }),
    ...within('__recip_version1.0_#00000000', {
      '__properties_version1.0': Buffer.concat([Buffer.alloc(8), fixed(0x0003, 0x0c15, uint32s([1]))]),
      ...texts('utf16le', { '39FE': 'bob@example.org' }),
    }),
    ...within('__attach_version1.0_#00000000', {
      '__properties_version1.0': Buffer.alloc(8),
      ...texts('utf16le', { '3707': 'note.rtf' }),
      '__substg1.0_37010102': attached,
    }),
    ...within('__attach_version1.0_#00000001', {
      '__properties_version1.0': Buffer.alloc(8),
      ...within('__substg1.0_3701000D', {
        '__properties_version1.0': Buffer.alloc(24),
        ...texts('utf16le', { '001A': 'IPM.Note', '0037': 'inside' }),
      }),
    }),
  })
