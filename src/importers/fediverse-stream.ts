import { at, type Head } from './head.ts'
import type { RawRecord, RecordSource } from './importer.ts'
import { jsonLines, jsonValues } from './json-values.ts'
import { nestedRecords, type Path } from './nested-records.ts'

/** An account's outbox, as Mastodon exports it: one document that may be long. */
export const isOutbox = ({ text }: Head) =>
  /^\s*\{/.test(text) && /"OrderedCollection(Page)?"/.test(text) && /"orderedItems"\s*:\s*\[/.test(text)

/** A stream as it came over HTTP: "event: update", then "data: {…}". */
export const isEventStream = ({ text }: Head) =>
  /^(:.*)?\s*(^:.*\s+)*^event: ?[\w.]+\r?\ndata: ?\S/m.test(text.slice(0, 4096)) && /^data: ?\{/m.test(text)

/** The records of each of Mastodon's shapes. */
export function fediverseRecords({ head, bytes }: RecordSource): AsyncIterable<RawRecord> {
  if (isEventStream(head)) return events(bytes())
  if (isOutbox(head)) return nestedRecords(bytes(), isItem, ({ json }) => json)
  return head.shape === 'json-lines' ? jsonLines(bytes()) : jsonValues(bytes())
}

const isItem = (path: Path) => path.length === 2 && path[0] === 'orderedItems'

/** One event, one record, at the line of its data. Comments keep the connection open and say nothing. */
async function* events(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  let event = 'update'
  for await (const { row, text, problem } of lines(bytes)) {
    if (problem !== undefined) yield { row, problem, raw: text }
    else if (text.startsWith('event:')) event = text.slice('event:'.length).trim()
    else if (text.startsWith('data:')) {
      const data = text.slice('data:'.length).trim()
      yield {
        row,
        json: `{"event":${JSON.stringify(event)},"payload":${data.startsWith('{') ? data : JSON.stringify(data)}}`,
      }
      event = 'update'
    } else if (text !== '' && !text.startsWith(':'))
      yield { row, problem: 'a line that is no part of an event', raw: text }
  }
}

async function* lines(bytes: AsyncIterable<Uint8Array>) {
  for await (const record of jsonLines(bytes))
    yield 'json' in record
      ? { row: record.row, text: record.json, problem: undefined }
      : { row: record.row, text: record.raw, problem: record.problem }
}

/** The host that these answers are from, as its own accounts show it; null where they show none, or several. */
export function homeOf({ records }: Head): string | null {
  const hosts = new Set<string>()
  for (const record of records)
    for (const path of [
      'account',
      'reblog.account',
      'statuses.0.account',
      'descendants.0.account',
      'payload.account',
    ]) {
      const acct = at(record, `${path}.acct`)
      const url = at(record, `${path}.url`)
      if (typeof acct === 'string' && !acct.includes('@') && typeof url === 'string') {
        const host = /^https?:\/\/([a-z0-9.-]+)/i.exec(url)?.[1]
        if (host) hosts.add(host.toLowerCase())
      }
    }
  return hosts.size === 1 ? ([...hosts][0] ?? null) : null
}
