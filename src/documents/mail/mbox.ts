import { type Bytes, stretch } from '../bytes.ts'

const WINDOW = 8 << 20

/** Where each message of a mailbox begins and ends: at a line "From …" behind a blank line, with headers after it. */
export function* mailboxMessages(bytes: Bytes): Generator<{ from: number; length: number }> {
  let begins = -1
  let carried = 0
  for (let base = 0; base < bytes.size; base += WINDOW) {
    // A line at a window's end is looked at again from the next one's beginning.
    const back = Math.min(base, 4096)
    const part = bytes.slice(base - back, WINDOW + back + 4096)
    for (
      let at = part.indexOf('From ', Math.max(0, carried - (base - back)), 'latin1');
      at >= 0 && at < WINDOW + back;
      at = part.indexOf('From ', at + 5, 'latin1')
    ) {
      const place = base - back + at
      if (place < carried || !starts(part, at, place)) continue
      if (begins >= 0) yield { from: begins, length: place - begins }
      begins = place
      carried = place + 5
    }
    carried = Math.max(carried, base + WINDOW)
  }
  if (begins >= 0) yield { from: begins, length: bytes.size - begins }
}

function starts(part: Buffer, at: number, place: number): boolean {
  if (place === 0) return true
  {
    if (part[at - 1] !== 10) return false
    const before = part[at - 2] === 13 ? at - 3 : at - 2
    if (before >= 0 && part[before] !== 10) return false
  }
  const line = part.indexOf(10, at)
  if (line < 0) return false
  const next = part.toString('latin1', line + 1, line + 200)
  return /^(>?From )?[\x21-\x39\x3b-\x7e]{1,70}[ \t]*:|^>?From /.test(next)
}

/** A message's own bytes: without its "From …" line, and with ">From" as it was before the mailbox quoted it. */
export function mailboxMessage(
  bytes: Bytes,
  { from, length }: { from: number; length: number },
  most: number,
): Buffer {
  const whole = stretch(bytes, from, length).slice(0, most)
  const line = whole.indexOf(10)
  const body = whole.subarray(line + 1)
  // The blank line before the next "From " is the mailbox's.
  const end =
    body.length > 1 &&
    body.at(-1) === 10 &&
    (body.at(-2) === 10 || (body.at(-2) === 13 && body.at(-3) === 10))
      ? body.length - (body.at(-2) === 13 ? 2 : 1)
      : body.length
  const own = body.subarray(0, end)
  return own.includes('\n>From ', 0, 'latin1') || own.includes('\n>>', 0, 'latin1')
    ? Buffer.from(own.toString('latin1').replace(/(^|\n)>(>*From )/g, '$1$2'), 'latin1')
    : own
}
