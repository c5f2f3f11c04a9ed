import { Disconnected, LONGEST_EVENT } from './source.ts'

/** A server-sent event; a comment, by which servers say that they are alive, has no data. */
export interface SentEvent {
  event: string
  data: string | null
}

/**
 * Server-sent events out of a byte stream, as HTML's standard reads them (html.spec.whatwg.org, "Interpreting an event
 * stream"), for UTF-8. Identifiers and `retry` are left alone: Mastodon sends neither.
 *
 * @throws Disconnected when an event is longer than any honest one.
 */
export async function* sentEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SentEvent> {
  let event = ''
  let data: string[] = []
  let length = 0
  for await (const line of lines(bytes)) {
    length += line.length
    if (length > LONGEST_EVENT) throw tooLong()
    if (line === '') {
      if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
      event = ''
      data = []
      length = 0
    } else if (line.startsWith(':')) yield { event: '', data: null }
    else {
      const [, field = line, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
      if (field === 'event') event = value
      else if (field === 'data') data.push(value)
    }
  }
}

const tooLong = () =>
  new Disconnected(`the server sent an event of more than ${LONGEST_EVENT / 1024 / 1024} MB`)

async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const text = rest + decoder.decode(chunk, { stream: true })
    // A carriage return at the end may be half of a line end.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text
    const found = whole.split(/\r\n|\r|\n/)
    rest = (found.pop() ?? '') + text.slice(whole.length)
    if (rest.length > LONGEST_EVENT) throw tooLong()
    yield* found
  }
}
