import { stderr, stdout } from 'node:process'
import { SingleBar } from 'cli-progress'
import { formatter } from '../words/format.ts'

const isTerminal = stderr.isTTY === true
const hasColour = isTerminal && !process.env.NO_COLOR

const paint = (code: number) => (text: string) => (hasColour ? `\x1b[${code}m${text}\x1b[0m` : text)
export const bold = paint(1)
export const faint = paint(2)

/** A result: to stdout. */
export function print(text: string): void {
  stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** What is going on: to stderr. */
export function narrate(text: string): void {
  stderr.write(`${text}\n`)
}

/**
 * Text from data as a terminal may show it: control and direction signs become visible, so that nothing in a post can
 * move the cursor, colour the screen or turn the line around. Line ends stay.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\u200d]/gu, sign => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`)
    .replace(/[\u2028\u2029]/g, sign => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`)
}

/** The same on one line. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim()

export interface Progress {
  at: (done: number, total: number, step?: string, records?: number) => void
  /** Takes it away; `at` draws it anew. */
  stop: () => void
}

/** A bar on a terminal, nothing elsewhere: how far, how many records, how fast, what is left. At most ten times a second. */
export function progress(label: string, unit = 'records'): Progress {
  if (!isTerminal) return { at: () => {}, stop: () => {} }
  const format = formatter('en', 'UTC')
  const bar = new SingleBar({
    format: `${oneLine(label).slice(0, 40)}  {bar}  {percentage}%  {step}  {detail}`,
    barCompleteChar: '█',
    barIncompleteChar: '·',
    barsize: 28,
    fps: 10,
    hideCursor: true,
    clearOnComplete: true,
    stream: stderr,
  })
  let started = false
  const since = performance.now()
  return {
    at: (done, total, step = '', records = 0) => {
      const values = { step, detail: detail(done, total, records, (performance.now() - since) / 1000) }
      if (!started) bar.start(Math.max(1, total), done, values)
      else bar.update(done, values)
      started = true
    },
    stop: () => {
      if (started) bar.stop()
      started = false
    },
  }

  function detail(done: number, total: number, records: number, seconds: number): string {
    const parts = [`${format.bytes(done)} of ${format.bytes(total)}`]
    if (records > 0) parts.push(`${format.number(records)} ${unit}`)
    if (done > 0 && seconds > 1) {
      const rate = done / seconds
      parts.push(`${format.bytes(Math.round(rate))}/s`)
      if (done < total) parts.push(`${Math.ceil((total - done) / rate)} s left`)
    }
    return parts.join(' · ')
  }
}
