import { at, type Head, type Json } from './head.ts'
import { decodeHtml } from './html-charset.ts'
import type { RawRecord } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { isHtml, pageRecord } from './page-record.ts'

/** A browser's record of what it loaded (HTTP Archive 1.1 and 1.2), which may be longer than a head. */
export const isHar = (head: Head) =>
  (head.shape === 'json' || head.shape === 'json-lines') &&
  (head.has('log.entries') ||
    /^\s*\{\s*"log"\s*:\s*\{\s*"(version|creator|browser|pages|entries)"/.test(head.text))

/** The pages among what was loaded; `row` is the entry's place in the record. */
export async function* harPages(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  for await (const record of jsonValues(bytes)) {
    if (!('json' in record)) {
      yield record
      continue
    }
    const entries = at(JSON.parse(record.json) as Json, 'log.entries') // jsonValues gives balanced JSON
    if (!Array.isArray(entries)) continue
    for (const [place, entry] of entries.entries()) {
      const page = await pageOf(place + 1, entry)
      if (page) yield page
    }
  }
}

async function pageOf(row: number, entry: Json): Promise<RawRecord | null> {
  const text = (path: string) => {
    const value = at(entry, path)
    return typeof value === 'string' ? value : null
  }
  const contentType = text('response.content.mimeType') ?? ''
  if (!isHtml(contentType)) return null
  const url = text('request.url')
  const status = Number(at(entry, 'response.status'))
  if (status >= 300 && status < 400) return null
  if (status >= 400) return { row, problem: `the server answered ${status}`, raw: url ?? '' }
  const content = text('response.content.text')
  if (content === null)
    return { row, problem: 'the browser kept the address and not the page', raw: url ?? '' }
  const html =
    text('response.content.encoding') === 'base64'
      ? decodeHtml(Buffer.from(content, 'base64'), contentType)
      : content
  return pageRecord(row, html, { url, captured: text('startedDateTime') })
}
