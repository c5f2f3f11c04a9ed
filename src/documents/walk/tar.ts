import { type Bytes, stretch } from '../bytes.ts'
import { Skipped } from './limits.ts'
import type { Member } from './members.ts'

const BLOCK = 512
const MOST = 5_000_000

/** The members of a tar archive (POSIX ustar, pax, GNU): stretches of the archive itself, nothing is copied. */
export async function* tarMembers(bytes: Bytes): AsyncGenerator<Member> {
  let at = 0
  let longName: string | null = null
  let pax: Record<string, string> = {}
  for (let n = 0; n < MOST && at + BLOCK <= bytes.size; n++) {
    const head = bytes.slice(at, BLOCK)
    if (head.every(byte => byte === 0)) {
      at += BLOCK
      continue
    }
    if (!checks(head)) {
      yield {
        name: `at ${at}`,
        skipped: new Skipped('broken', `the archive is broken at ${at}: what follows is not read`),
      }
      return
    }
    const type = String.fromCharCode(head[156] ?? 0)
    const size = Number(pax.size ?? number(head, 124, 12))
    const data = at + BLOCK
    at = data + Math.ceil(size / BLOCK) * BLOCK
    if (type === 'L' || type === 'K') {
      if (type === 'L') longName = text(bytes.slice(data, Math.min(size, 65_536)))
      continue
    }
    if (type === 'x' || type === 'g') {
      if (type === 'x') pax = { ...pax, ...records(bytes.slice(data, Math.min(size, 1 << 20))) }
      continue
    }
    const prefix = head.toString('latin1', 257, 262) === 'ustar' ? text(head.subarray(345, 500)) : ''
    const short = text(head.subarray(0, 100))
    const name = pax.path ?? longName ?? (prefix === '' ? short : `${prefix}/${short}`)
    longName = null
    pax = {}
    if (type === '5' || (type !== '1' && type !== '2' && name.endsWith('/'))) continue
    if (type === '1' || type === '2')
      yield { name, skipped: new Skipped('link', 'it is a link, which is never followed') }
    else if (!'\u00007'.includes(type) && type !== '0')
      yield {
        name,
        skipped: new Skipped('unknown-method', `it is a special file of type ${JSON.stringify(type)}`),
      }
    else if (data + size > bytes.size) {
      yield { name, open: async () => stretch(bytes, data, bytes.size - data) }
      yield {
        name: `${name} (end)`,
        skipped: new Skipped('broken', 'the archive is cut short inside this member'),
      }
      return
    } else yield { name, open: async () => stretch(bytes, data, size) }
  }
}

function checks(head: Buffer): boolean {
  let sum = 8 * 32
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at] ?? 0
  return sum === number(head, 148, 8)
}

/** Octal digits, or a number in base 256 where the first bit is set. */
function number(head: Buffer, at: number, length: number): number {
  if ((head[at] ?? 0) & 0x80) {
    let value = (head[at] ?? 0) & 0x7f
    for (let n = 1; n < length; n++) value = value * 256 + (head[at + n] ?? 0)
    return value
  }
  return Number.parseInt(head.toString('latin1', at, at + length).replace(/[^0-7]/g, '') || '0', 8)
}

const text = (bytes: Buffer): string => {
  const end = bytes.indexOf(0)
  return (end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8')
}

/** "27 path=a very long name\n" */
function records(bytes: Buffer): Record<string, string> {
  const found: Record<string, string> = {}
  let at = 0
  while (at < bytes.length) {
    const blank = bytes.indexOf(0x20, at)
    const length = blank < 0 ? Number.NaN : Number(bytes.toString('latin1', at, blank))
    if (!(length > blank - at)) break
    const [key = '', ...value] = bytes.toString('utf8', blank + 1, at + length - 1).split('=')
    if (key === 'path' || key === 'size') found[key] = value.join('=')
    at += length
  }
  return found
}
