import { type Fact, rawText } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { mailDate } from './date.ts'
import { type Header, unfolded } from './headers.ts'

const NAMED: Readonly<Record<string, FactName>> = {
  from: 'mail_from',
  sender: 'mail_sender',
  'reply-to': 'mail_reply_to',
  to: 'mail_to',
  cc: 'mail_cc',
  bcc: 'mail_bcc',
  subject: 'mail_subject',
  'message-id': 'mail_message_id',
  'in-reply-to': 'mail_in_reply_to',
  references: 'mail_references',
  'thread-index': 'mail_thread_index',
  'x-mailer': 'mail_program',
  'user-agent': 'mail_program',
  'x-newsreader': 'mail_program',
  'return-path': 'mail_return_path',
  'x-originating-ip': 'mail_originating_ip',
  'authentication-results': 'mail_authentication',
}

/** The facts of a message's headers: every header as it stands, and what the known ones say, decoded. */
export function headerFacts(headers: readonly Header[], where = 'headers'): Fact[] {
  const facts: Fact[] = []
  let hops = 0
  const add = (
    name: FactName,
    value: string,
    header: Header,
    timeBasis: Fact['timeBasis'] = null,
    decoder = 'RFC 5322',
  ) => {
    if (value !== '')
      facts.push({
        name,
        value,
        raw: rawText(header.raw.trim()),
        locator: `${where}+${header.offset} ${header.name}`,
        decoder,
        timeBasis,
      })
  }
  for (const header of headers) {
    const value = unfolded(header.raw)
    const key = header.name.toLowerCase()
    facts.push({
      name: 'mail_header',
      value: `${header.name}: ${value}`,
      raw: rawText(`${header.name}:${header.raw}`),
      locator: `${where}+${header.offset}`,
      decoder: 'RFC 2047',
      timeBasis: null,
    })
    const known = NAMED[key]
    if (known) add(known, value, header, null, 'RFC 2047')
    if (key === 'date') {
      const time = mailDate(value)
      if (time) add('mail_date', time.value, header, time.basis)
    }
    if (key === 'received') received(value, header, ++hops)
  }
  if (hops > 0)
    facts.push({
      name: 'mail_received_hops',
      value: String(hops),
      raw: '',
      locator: where,
      decoder: 'RFC 5322',
      timeBasis: null,
    })
  return facts

  function received(value: string, header: Header, hop: number): void {
    const place = { ...header, name: `Received ${hop}` }
    add('mail_received', value, place)
    // One space for many: a look ahead over megabytes of them, at each of them, takes hours.
    const told = value.replace(/\s+/g, ' ')
    add('mail_received_from', /\bfrom ([^;]*?)(?= by |;|$)/i.exec(told)?.[1] ?? '', place)
    add('mail_received_by', /\bby ([^\s;]+)/i.exec(told)?.[1] ?? '', place)
    const semicolon = value.lastIndexOf(';')
    const time = semicolon < 0 ? null : mailDate(value.slice(semicolon + 1))
    if (time) add('mail_received_at', time.value, place, time.basis)
  }
}
