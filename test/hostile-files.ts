import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, gzipSync } from 'node:zlib'
import type { Became } from './adding-each.ts'

/** A file that means no good, and what must become of it. */
export interface Hostile {
  name: string
  content: Iterable<Buffer | string>
  /** How it is packed: `gzip` on the way to the disk. */
  packed?: boolean
  becomes: Partial<Became> | { refused: RegExp } | { posts: number; reasons: RegExp[] }
}

type Shape = 'csv' | 'ndjson' | 'json'
export const SHAPES: readonly Shape[] = ['csv', 'ndjson', 'json']

const ROWS = 300
const AT = '2017-05-05T18:49:00Z'

/** A file of one shape whose posts have these texts. */
export function written(shape: Shape, texts: readonly string[]): string {
  if (shape === 'csv')
    return ['id,at,account_id,lang,text', ...texts.map((t, i) => `${i},${AT},ann,en,${t}`)].join('\n')
  const records = texts.map(
    (text, i) => `{"id":"${i}","created_at":"${AT}","author":"ann","lang":"en","text":"${text}"}`,
  )
  return shape === 'ndjson' ? records.join('\n') : `[${records.join(',\n')}]`
}

const texts = (text: (i: number) => string) => Array.from({ length: ROWS }, (_, i) => text(i))
const plain = (shape: Shape) =>
  written(
    shape,
    texts(i => `text ${i}`),
  )

function* times(count: number, piece: string, before = '', after = ''): Generator<Buffer | string> {
  yield before
  const buffer = Buffer.from(piece)
  for (let i = 0; i < count; i++) yield buffer
  yield after
}

const ALL = { posts: ROWS, rejects: 0 }
const MB = 'x'.repeat(1 << 20)

/** Damage and odd encodings that every shape of file may have. */
function ofShape(shape: Shape): Hostile[] {
  const whole = plain(shape)
  const gz = gzipSync(whole)
  const file = (what: string, content: Buffer | string, becomes: Hostile['becomes']): Hostile => ({
    name: `${what}.${shape}`,
    content: [content],
    becomes,
  })
  const accented = written(
    shape,
    texts(i => `café – ${i}`),
  )
  const latin = Buffer.from(accented.replaceAll('–', '\x96'), 'latin1')
  const [first, rest] = [
    latin.subarray(0, latin.length >> 1),
    Buffer.from(accented).subarray(Buffer.from(accented).length >> 1),
  ]
  return [
    file('gzip cut short', gz.subarray(0, gz.length - 500), {
      reasons: [/gzip stream is damaged or cut short/],
      posts: Number.NaN,
    }),
    file('gzip with a wrong checksum', Buffer.concat([gz.subarray(0, -8), Buffer.alloc(8)]), {
      posts: ROWS,
      reasons: [/damaged/],
    }),
    file('gzip with garbage behind', Buffer.concat([gz, Buffer.from('garbage')]), {
      posts: ROWS,
      reasons: [/gzip stream is damaged/],
    }),
    file('gzip padded with zeros', Buffer.concat([gz, Buffer.alloc(100_000)]), ALL),
    file('gzip in members', Buffer.concat([gzipSync(whole.slice(0, 999)), gzipSync(whole.slice(999))]), ALL),
    file('gzip in gzip', gzipSync(gz), { refused: /compressed twice: unpack it once/ }),
    file('gzip without content', gz.subarray(0, 10), { refused: /cut short.*get the file anew/ }),
    file('UTF-16 little end first', Buffer.from(`\ufeff${whole}`, 'utf16le'), ALL),
    file('UTF-16 big end first', Buffer.from(`\ufeff${whole}`, 'utf16le').swap16(), ALL),
    file('UTF-16 without a mark', Buffer.from(whole, 'utf16le'), ALL),
    file('UTF-16 big end without a mark', Buffer.from(whole, 'utf16le').swap16(), ALL),
    file('UTF-8 with two marks', `\ufeff\ufeff${whole}`, ALL),
    file('Windows-1252', latin, ALL),
    file('half Windows-1252 and half UTF-8', Buffer.concat([first, rest]), { posts: Number.NaN }),
    file(
      'bytes that are no UTF-8',
      Buffer.from(whole.replaceAll('text 7', '\xc0\xaf\xed\xa0\x80\xff'), 'latin1'),
      ALL,
    ),
    file('lines that end in CR', whole.replaceAll('\n', '\r'), ALL),
    file(
      'line ends of three kinds',
      whole.replace('\n', '\r\n').replace(/(text 9.*)\n/, shape === 'ndjson' ? '$1\n\n' : '$1\r'),
      ALL,
    ),
    file('zeros among the letters', whole.replaceAll('text 8', 'te\0xt'), { posts: Number.NaN }),
    file('nothing but zeros', Buffer.alloc(100_000), { refused: /it is no text/ }),
    file('nothing', '', { refused: /the file is empty/ }),
    file('blanks', '\ufeff \n\n', { refused: /the file is empty/ }),
    file('names \'; DROP TABLE raw; --\n🌊 "x', whole, ALL),
    file('-rf', whole, ALL),
    {
      ...file('gzip bomb', '', { refused: /unpacks to more than 200 times its size/ }),
      content: bomb(shape),
      packed: true,
    },
    {
      ...file('gzip bomb of one line', '', { refused: /unpacks to more than 200 times its size/ }),
      content: times(300, MB, opened(shape)),
      packed: true,
    },
    {
      ...file('a field of 300 MB', '', { posts: 2, reasons: [/longer than|not closed within/] }),
      content: longField(shape, 300),
    },
  ]
}

const opened = (shape: Shape) =>
  `${written(shape, ['a']).replace(/\]$/, '')}${shape === 'json' ? ',' : '\n'}${shape === 'csv' ? `1,${AT},ann,en,"` : '{"id":"1","text":"'}`
/** The same two posts, again and again. */
function bomb(shape: Shape): Iterable<Buffer | string> {
  const [before = '', record = ''] = written(shape, ['@@', 'b']).split(/@@.*\n/)
  const [opening = ''] = shape === 'json' ? ['['] : shape === 'csv' ? before.split(/(?<=\n)/) : ['']
  return times(300, `${record.replace(/\]$/, '')}${shape === 'json' ? ',' : ''}\n`.repeat(8000), opening)
}

/** A good post, one whose text is very long, and a good one. */
export function longField(shape: Shape, megabytes: number): Iterable<Buffer | string> {
  const [before = '', after = ''] = written(shape, ['a', '@@', 'c']).split('@@')
  return shape === 'csv'
    ? times(megabytes, MB, `${before}"`, `"${after}`)
    : times(megabytes, MB, before, after)
}

const head = (shape: Shape) => written(shape, ['a'])
const record = (id: number, extra: string) =>
  `{"id":"${id}","created_at":"${AT}","author":"bob","lang":"en","text":"b"${extra}}`
const nested = (open: string, close: string, depth: number) =>
  `,"x":${open.repeat(depth)}1${close.repeat(depth)}`
const million = (cell: (i: number) => string) =>
  Array.from({ length: 1_000_000 }, (_, i) => cell(i)).join(',')

const OF_TABLES: Hostile[] = [
  {
    name: 'a million columns',
    content: [`at,account_id,text,${million(i => `c${i}`)}\n${AT},ann,a,${million(() => '1')}\n`],
    becomes: { refused: /first line is longer than 1 MB|columns; a table may have/ },
  },
  {
    name: 'a million columns without names',
    content: [`${','.repeat(1_000_000)}\n`.repeat(2)],
    becomes: { refused: /columns; a table may have|longer than 1 MB/ },
  },
  {
    name: 'a row of a million cells',
    content: [`${head('csv')}\n1,${AT},bob,en,${million(() => 'x')}\n2,${AT},cat,en,c\n`],
    becomes: { posts: 2, reasons: [/1000004 cells where the header has 5/] },
  },
  {
    name: 'a quote never closed',
    content: [
      `${head('csv')}\n1,${AT},bob,en,"never\n${written(
        'csv',
        texts(i => `t ${i}`),
      )
        .split('\n')
        .slice(3)
        .join('\n')}\n`.repeat(1),
    ],
    becomes: { posts: ROWS - 1, reasons: [/a quote is never closed/] },
  },
  {
    name: 'a quote never closed in 4 MB',
    content: [
      `${head('csv')}\n1,${AT},bob,en,"never\n`,
      ...Array.from({ length: 60 }, (_, k) =>
        Array.from({ length: 1000 }, (_, i) => `${k * 1000 + i + 2},${AT},ann,en,${'t'.repeat(40)}\n`).join(
          '',
        ),
      ),
    ],
    becomes: { posts: 60_001, reasons: [/not closed within 2 MB/] },
  },
  {
    name: 'quotes inside cells',
    content: [
      written(
        'csv',
        texts(i => (i % 2 ? 'say "hi' : '"x" y')),
      ),
    ],
    becomes: { posts: ROWS / 2, reasons: [/closed inside a cell/] },
  },
  {
    name: 'nothing but quotes',
    content: [`${head('csv')}\n${'"'.repeat(1_000_001)}`],
    becomes: { posts: 1, reasons: [/./] },
  },
  {
    name: 'a quote never closed in the header',
    content: [`id,at,"account_id,text\n${head('csv')}`],
    becomes: { refused: /./ },
  },
  {
    name: 'quotes behind a mark',
    content: [`\ufeff"id","at","account_id","lang","text"\n"1","${AT}","ann","en","a"\n`],
    becomes: { posts: 1, rejects: 0 },
  },
  { name: 'a header alone', content: ['id,at,account_id,text'], becomes: { posts: 0, rows: 0 } },
  {
    name: 'numbers beyond all bounds',
    content: [
      `id,at,account_id,lang,text,likes\n1,${AT},a,en,x,99999999999999999999\n2,${AT},a,en,x,1e999\n3,${AT},a,en,x,NaN\n9223372036854775808,${AT},a,en,x,-1\n`,
    ],
    becomes: { posts: 4, rejects: 0 },
  },
  {
    name: 'a workbook',
    content: ['PK\x03\x04', Buffer.alloc(2000)],
    becomes: { refused: /ZIP archive, or a workbook/ },
  },
]

const ofJson = (shape: 'ndjson' | 'json'): Hostile[] => {
  const three = (middle: string) =>
    shape === 'ndjson'
      ? [head(shape), middle, record(3, '')].join('\n')
      : `[${[record(1, ''), middle, record(3, '')].join(',')}]`
  const file = (what: string, content: string, becomes: Hostile['becomes']): Hostile => ({
    name: `${what}.${shape}`,
    content: [content],
    becomes,
  })
  return [
    file('arrays 10,000 deep', three(record(2, nested('[', ']', 10_000))), { posts: 3, rejects: 0 }),
    file('objects 10,000 deep', three(record(2, nested('{"a":', '}', 10_000))), { posts: 3, rejects: 0 }),
    file('objects a million deep', three(record(2, nested('{"a":', '}', 1_000_000))), { posts: Number.NaN }),
    file('a million keys', three(record(2, `,${million(i => `"k${i}":${i}`)}`)), { posts: 3, rejects: 0 }),
    file('half letters', three(record(2, ',"title":"a \\ud800 \\udc00 \\ud83d\\ude00 \\\\ud800"')), {
      posts: 3,
      rejects: 0,
    }),
    file('keys twice', three(record(2, ',"id":"9","text":"c"')), { posts: 3, rejects: 0 }),
    file(
      'numbers beyond all bounds',
      three(record(2, ',"likes":1e999,"like_count":99999999999999999999999999,"x":-0.0e-400')),
      { posts: 3, rejects: 0 },
    ),
    file('control signs in texts', three(record(2, ',"title":"a\x01b\x1b"')), {
      posts: 2,
      reasons: [/not valid JSON/],
    }),
    file('brackets without end', '['.repeat(3_000_000), { refused: /./ }),
    file('objects without end', '{"a":'.repeat(1_000_000), { refused: /./ }),
    file(
      'words between the records',
      shape === 'json'
        ? `[${record(1, '')}, nonsense, 7 }, ${record(2, '')}]`
        : `${record(1, '')}\nnonsense\n7 }\n${record(2, '')}`,
      { posts: 2, rejects: 2 },
    ),
  ]
}

/** Every hostile file. */
export const HOSTILE: readonly Hostile[] = [
  ...SHAPES.flatMap(ofShape),
  ...OF_TABLES,
  ...ofJson('ndjson'),
  ...ofJson('json'),
]

export async function write(
  path: string,
  { content, packed }: Pick<Hostile, 'content' | 'packed'>,
): Promise<void> {
  const out = createWriteStream(path)
  if (packed) await pipeline(Readable.from(content), createGzip(), out)
  else await pipeline(Readable.from(content), out)
}
