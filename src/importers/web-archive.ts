import { decodeHtml } from './html-charset.ts'
import { httpResponse } from './http-response.ts'
import type { RawRecord } from './importer.ts'
import { isHtml, pageRecord } from './page-record.ts'
import type { WarcRecord } from './warc.ts'

/**
 * The pages of a web archive; `row` is the record's place in it. Requests, redirects, pictures and the like are no
 * pages and are passed over; so are pages captured again unchanged, when this archive holds them.
 */
export async function* archivedPages(records: AsyncIterable<WarcRecord>): AsyncGenerator<RawRecord> {
  const held = new Set<string>()
  for await (const archived of records) {
    const page = await pageOf(archived, held)
    if (page) yield page
  }
}

async function pageOf(archived: WarcRecord, held: Set<string>): Promise<RawRecord | null> {
  const { number: row, header } = archived
  const type = header.get('warc-type')
  const url = header.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1') ?? null
  const shown = `${type ?? 'record'} ${url ?? ''}`.trim()
  if ('problem' in archived) return { row, problem: archived.problem, raw: shown }
  const captured = header.get('warc-date') ?? null
  if (type === 'continuation')
    return {
      row,
      problem: 'a further piece of a record that was cut in pieces, which are not joined',
      raw: shown,
    }
  if (type === 'resource') {
    const contentType = header.get('content-type') ?? ''
    return isHtml(contentType)
      ? pageRecord(row, decodeHtml(archived.block, contentType), { url, captured })
      : null
  }
  if (type !== 'response' && type !== 'revisit') return null
  const response = await httpResponse(archived.block)
  const contentType = response?.header.get('content-type') ?? ''
  if (!response || !isHtml(contentType)) return null
  const names = [header.get('warc-payload-digest'), url].filter(name => name !== undefined && name !== null)
  if (type === 'revisit') {
    const original = [...names, header.get('warc-refers-to-target-uri') ?? '']
    return response.status >= 400 || original.some(name => held.has(name))
      ? null
      : { row, problem: 'captured again unchanged; what it held is in another archive', raw: shown }
  }
  if (response.status >= 300 && response.status < 400) return null
  if (response.status >= 400) return { row, problem: `the server answered ${response.status}`, raw: shown }
  for (const name of names) held.add(name)
  return pageRecord(row, decodeHtml(response.body, contentType), { url, captured })
}
