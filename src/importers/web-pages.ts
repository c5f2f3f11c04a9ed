import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DamagedStream } from './bytes.ts'
import { harPages, isHar } from './har.ts'
import type { Head } from './head.ts'
import { decodeHtml } from './html-charset.ts'
import { defineImporter, type RawRecord, type RecordSource } from './importer.ts'
import { pageRecord } from './page-record.ts'
import { isWebArchive, waczRecords } from './wacz.ts'
import { warcRecords } from './warc.ts'
import { archivedPages } from './web-archive.ts'

const LONGEST_FILE = 64 << 20

const PAGE = `{
  "file": "VARCHAR", "captured": "VARCHAR", "url": "VARCHAR", "site": "VARCHAR", "siteName": "VARCHAR",
  "title": "VARCHAR", "text": "VARCHAR", "lang": "VARCHAR", "published": "VARCHAR", "publishedDay": "VARCHAR",
  "links": ["VARCHAR"], "images": ["VARCHAR"], "trackers": ["VARCHAR"]
}`

/**
 * A page enters at the time that it states itself. When it was captured is no answer: the page would seem to have come
 * then, and "first" would be wrong. A date without a time of day is none either: read as midnight, it would come first.
 */
const posts = (tz: string) => `
  WITH page AS (
    SELECT row, unnest(from_json(json, '${PAGE}')) FROM raw
  )
  SELECT
    row, 'web' AS platform, coalesce(url, file) AS post_id, site AS account_id, ms_text(published, '${tz}') AS at,
    'page' AS kind, text, title, lower(split_part(split_part(lang, '-', 1), '_', 1)) AS lang, url,
    ms_text(captured, 'UTC') AS observed_at, links AS urls, images AS media, trackers,
    CASE
      WHEN published IS NOT NULL THEN NULL
      WHEN publishedDay IS NOT NULL THEN 'the page states only a day of publication (' || publishedDay || '), no time'
      ELSE 'no publication time in the page (' || coalesce('captured ' || captured, 'capture time not known') || ')'
    END AS problem
  FROM page`

const accounts = `
  WITH page AS (
    SELECT row, unnest(from_json(json, '${PAGE}')) FROM raw
  )
  SELECT row, 'web' AS platform, site AS account_id, siteName AS name, ms_text(captured, 'UTC') AS observed_at
  FROM page
  WHERE site IS NOT NULL`

const isPageFile = (file: string) => /\.x?html?$/i.test(file)
/** What a browser puts beside a page that it saves: frames and advertisements, no pages of their own. */
const isAsset = (file: string) => /_files\//.test(file.replaceAll('\\', '/'))

export const webPages = defineImporter({
  id: 'web',
  title: 'Web pages: an HTML file, a folder of them, a web archive (WARC, WACZ), or a browser’s record (HAR)',
  reads: 'json',
  detect: head => {
    if (head.shape === 'warc') return { sure: 0.95, saw: 'a WARC archive' }
    if (head.shape === 'zip') {
      if (isWebArchive(head.files ?? []))
        return { sure: 0.95, saw: 'a zip archive with WARC files, as WACZ is' }
      return /\.wacz$/i.test(head.name) ? { sure: 0.5, saw: 'a name that ends in .wacz' } : null
    }
    if (isHar(head)) return { sure: 0.95, saw: 'a browser’s record of what it loaded (HAR)' }
    if (head.shape === 'html') return { sure: 0.9, saw: 'an HTML page' }
    const pages = head.shape === 'folder' ? pageFiles(head).length : 0
    return pages > 0
      ? { sure: 0.8, saw: `a folder with ${pages} HTML ${pages === 1 ? 'file' : 'files'}` }
      : null
  },
  select: (_, { tz = 'UTC' }) => ({
    posts: posts(tz),
    accounts,
    notes: [
      'pages without a time of publication are refused: the time of capture is not taken for it',
      `times of publication that state no zone are read ${tz === 'UTC' ? 'as UTC' : `in ${tz}`}`,
    ],
  }),
  records: source => {
    const { head, path, bytes } = source
    if (head.shape === 'warc') return archivedPages(warcRecords(bytes()))
    if (head.shape === 'zip') return archivedPages(waczRecords(path))
    if (head.shape === 'folder') return folderPages(source)
    return isHar(head) ? harPages(bytes()) : filePage(source)
  },
})

function pageFiles(head: Head): { file: string; row: number }[] {
  return (head.files ?? [])
    .map((file, at) => ({ file, row: at + 1 }))
    .filter(({ file }) => isPageFile(file) && !isAsset(file))
}

/** `row` is the file's place among the folder's files. */
async function* folderPages({ head, path }: RecordSource): AsyncGenerator<RawRecord> {
  for (const { file, row } of pageFiles(head)) {
    if ((await stat(join(path, file))).size > LONGEST_FILE)
      yield { row, problem: `the file is longer than ${LONGEST_FILE >> 20} MB`, raw: file }
    else yield await pageRecord(row, decodeHtml(await readFile(join(path, file))), { file })
  }
}

async function* filePage({ head, bytes }: RecordSource): AsyncGenerator<RawRecord> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of bytes()) {
      chunks.push(chunk)
      length += chunk.length
      if (length > LONGEST_FILE)
        return yield { row: 1, problem: `the file is longer than ${LONGEST_FILE >> 20} MB`, raw: head.name }
    }
  } catch (error) {
    if (!(error instanceof DamagedStream)) throw error
    return yield { row: 1, problem: error.message, raw: head.name }
  }
  yield await pageRecord(1, decodeHtml(Buffer.concat(chunks)), { file: head.name })
}
