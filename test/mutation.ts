import { randomStream } from '../src/kernels/random.ts'

/** A file that is to be damaged. */
export interface Sample {
  name: string
  bytes: Buffer
}

/** One damage done to a file, drawn from `next` (0–1); `other` is another sample to borrow from. */
type Mutation = (bytes: Buffer, next: () => number, other: Buffer) => Buffer

const below = (limit: number, next: () => number) => Math.floor(next() * limit)
const pick = <T>(of: readonly T[], next: () => number): T => of[below(of.length, next)] as T // of is not empty
const text = (bytes: Buffer) => bytes.toString('latin1')
const bytesOf = (written: string) => Buffer.from(written, 'latin1')

/** Replaces one match of a pattern, chosen among the first hundreds. */
function once(bytes: Buffer, pattern: RegExp, next: () => number, by: (match: string) => string): Buffer {
  const matches = [...text(bytes).matchAll(pattern)].slice(0, 2000)
  if (matches.length === 0) return bytes
  const { index, 0: match } = pick(matches, next)
  return Buffer.concat([bytes.subarray(0, index), bytesOf(by(match)), bytes.subarray(index + match.length)])
}

function insert(bytes: Buffer, what: Buffer | string, next: () => number): Buffer {
  const at = below(bytes.length + 1, next)
  return Buffer.concat([
    bytes.subarray(0, at),
    typeof what === 'string' ? bytesOf(what) : what,
    bytes.subarray(at),
  ])
}

function lines(bytes: Buffer, change: (all: string[]) => string[]): Buffer {
  return bytesOf(change(text(bytes).split('\n')).join('\n'))
}

const NUMBERS = [
  '1e999',
  '-1',
  '99999999999999999999',
  '9223372036854775808',
  'NaN',
  '0x1f',
  '1.27E+18',
  '-0',
  '',
]
const VALUES = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '0',
  '[null]',
  '{"a":{"b":[]}}',
  '"\\ud83d"',
  '"\\u0000"',
  '[[[[]]]]',
]
const STRINGS = [
  '',
  '\\',
  '"',
  "'; DROP TABLE raw; --",
  '\\ud800',
  '\0',
  '\x1b[31m',
  '\u00ff\u00fe',
  '%s%n',
  '=1+1',
  '1970-01-01',
  '../../x',
]
const SIGNS = [
  '\0',
  '\x01',
  '\x1b',
  '\r',
  '\n',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '\xef\xbb\xbf',
  '\xff',
  '\xc0\xaf',
  '\xed\xa0\x80',
]

/** The kinds of damage, each by its name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'bits flipped': (bytes, next) => {
    const out = Buffer.from(bytes)
    for (let n = 1 + below(8, next); n > 0 && out.length > 0; n--) {
      const at = below(out.length, next)
      out[at] = (out[at] ?? 0) ^ (1 << below(8, next))
    }
    return out
  },
  'cut short': (bytes, next) => bytes.subarray(0, below(bytes.length, next)),
  'beginning lost': (bytes, next) => bytes.subarray(below(Math.min(bytes.length, 400), next)),
  'a piece lost': (bytes, next) => {
    const at = below(bytes.length, next)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(200, next))])
  },
  'a piece twice': (bytes, next) => {
    const at = below(bytes.length, next)
    return insert(bytes, bytes.subarray(at, at + 1 + below(400, next)), next)
  },
  'all of it twice': bytes => Buffer.concat([bytes, bytes]),
  'a piece of another file': (bytes, next, other) => {
    const at = below(other.length, next)
    return insert(bytes, other.subarray(at, at + 1 + below(1000, next)), next)
  },
  'another file after it': (bytes, _, other) => Buffer.concat([bytes, Buffer.from('\n'), other]),
  'lines in another order': (bytes, next) =>
    lines(bytes, all =>
      all
        .map(line => ({ line, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(x => x.line),
    ),
  'lines lost': (bytes, next) => lines(bytes, all => all.filter(() => next() > 0.2)),
  'columns swapped': (bytes, next) =>
    lines(bytes, all => {
      const [a, b] = [below(6, next), below(6, next)]
      return all.map((line, at) => {
        if (at > 0 && next() < 0.5) return line
        const cells = line.split(',')
        const [one, two] = [cells[a], cells[b]]
        if (one !== undefined && two !== undefined) [cells[a], cells[b]] = [two, one]
        return cells.join(',')
      })
    }),
  'a cell too many or too few': (bytes, next) =>
    once(bytes, /,/g, next, () => pick([',,', '', ',,,,,,,,'], next)),
  'another delimiter': (bytes, next) => {
    const by = pick([';', '\t', '|', ' ', ':'], next)
    return next() < 0.5 ? bytesOf(text(bytes).replaceAll(',', by)) : once(bytes, /,/g, next, () => by)
  },
  'other quotes': (bytes, next) => {
    const by = pick(["'", '', '""', '\\"', '`'], next)
    return next() < 0.3 ? bytesOf(text(bytes).replaceAll('"', by)) : once(bytes, /"/g, next, () => by)
  },
  'other line ends': (bytes, next) =>
    bytesOf(text(bytes).replaceAll('\n', pick(['\r', '\r\n', '\n\n', '\n\r', ''], next))),
  'a sign': (bytes, next) => insert(bytes, pick(SIGNS, next).repeat(1 + below(3, next)), next),
  'a huge or odd number': (bytes, next) => once(bytes, /\d+/g, next, () => pick(NUMBERS, next)),
  'a value of another kind': (bytes, next) =>
    once(bytes, /:\s*("[^"\\]*"|\d+|true|false|null)/g, next, () => `:${pick(VALUES, next)}`),
  'an odd text': (bytes, next) => once(bytes, /"[^"\\]*"/g, next, () => `"${pick(STRINGS, next)}"`),
  'a key lost': (bytes, next) =>
    once(bytes, /"[^"\\]*"\s*:\s*("[^"\\]*"|\d+|true|false|null)\s*,/g, next, () => ''),
  'a key twice': (bytes, next) =>
    once(bytes, /"[^"\\]*"\s*:\s*("[^"\\]*"|\d+|true|false|null)\s*,/g, next, match => match + match),
  'a key renamed': (bytes, next) =>
    once(
      bytes,
      /"[^"\\]*"\s*:/g,
      next,
      () => `"${pick(['', 'id', 'x', 'a.b', '$', '"'.repeat(0), 'row'], next)}":`,
    ),
  'nested deep': (bytes, next) => {
    const depth = 10 ** (1 + below(4, next))
    const [open, close] = pick(
      [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const,
      next,
    )
    return once(
      bytes,
      /:\s*("[^"\\]*"|\d+|true|false|null)/g,
      next,
      () => `:${open.repeat(depth)}1${close.repeat(depth)}`,
    )
  },
  'a long text': (bytes, next) =>
    insert(bytes, pick(['x', '"', ',', 'é', '\n', ' '], next).repeat(10 ** (2 + below(4, next))), next),
  'UTF-16': (bytes, next) => {
    const wide = Buffer.from((next() < 0.5 ? '\ufeff' : '') + bytes.toString('utf8'), 'utf16le')
    return next() < 0.5 ? wide : wide.swap16()
  },
  'one byte a letter': bytes => Buffer.from(bytes.toString('utf8'), 'latin1'),
  'read as Latin-1 before': bytes => Buffer.from(bytes.toString('latin1'), 'utf8'),
  'a column renamed': (bytes, next) =>
    lines(bytes, ([first = '', ...rest]) => [
      text(once(bytesOf(first), /[\w.]+/g, next, () => pick(['', 'x', 'row', 'id', 'text', '"'], next))),
      ...rest,
    ]),
}

/** The n-th mutation of these samples: its name, the file's, and its bytes; the same for the same n and samples. */
export function mutation(
  n: number,
  samples: readonly Sample[],
): { what: string; name: string; bytes: Buffer } {
  const next = randomStream(`mutation ${n}`)
  const { name, bytes } = pick(samples, next)
  const { bytes: other } = pick(samples, next)
  const kinds = Object.entries(MUTATIONS)
  // By turns, so that none is left out; now and then two at once.
  const [first, mutate] = kinds[n % kinds.length] as [string, Mutation] // within the list
  const [second, again] = pick(kinds, next)
  const isTwice = next() < 0.25
  const once = mutate(bytes, next, other)
  return {
    what: isTwice ? `${first}, ${second}` : first,
    name,
    bytes: isTwice ? again(once, next, other) : once,
  }
}
