import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { type Page, pageHtml } from './blogs.ts'
import { OBSERVED } from './clock.ts'

/** A UUID that the record's content decides, so that the file's bytes repeat. */
function recordId(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex')
  return `<urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}>`
}

function record(headers: Readonly<Record<string, string>>, block: Buffer): Buffer {
  const lines = [
    'WARC/1.0',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${block.length}`,
  ]
  return gzipSync(
    Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), block, Buffer.from('\r\n\r\n')]),
    { level: 6 },
  )
}

/** ISO 28500 WARC/1.0, one gzip member a record, as crawlers write it. */
export async function writeWarc(path: string, pages: readonly Page[]): Promise<void> {
  const date = new Date(OBSERVED).toISOString().replace('.000', '')
  const about = 'software: Sillage scenario (simulated)\r\nformat: WARC File Format 1.0\r\n'
  const info = record(
    {
      'WARC-Type': 'warcinfo',
      'WARC-Date': date,
      'WARC-Record-ID': recordId(about),
      'WARC-Filename': 'blogs.warc.gz',
      'Content-Type': 'application/warc-fields',
    },
    Buffer.from(about),
  )
  const responses = pages.map((page, i) => {
    const html = Buffer.from(pageHtml(page, i))
    const when = new Date(OBSERVED + i * 3_000)
    const head = [
      'HTTP/1.1 200 OK',
      `Date: ${when.toUTCString()}`,
      'Server: nginx',
      'Content-Type: text/html; charset=utf-8',
      `Content-Length: ${html.length}`,
      'Connection: close',
    ]
    const block = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), html])
    const digest = createHash('sha256').update(html).digest('hex')
    return record(
      {
        'WARC-Type': 'response',
        'WARC-Target-URI': page.url,
        'WARC-Date': when.toISOString().replace('.000', ''),
        'WARC-Record-ID': recordId(page.url),
        'WARC-Payload-Digest': `sha256:${digest}`,
        'Content-Type': 'application/http; msgtype=response',
      },
      block,
    )
  })
  await writeFile(path, Buffer.concat([info, ...responses]))
}
