import { type Content, linesOf } from './content.ts'

const WIDTH = 88
const LINES = 52

/** A PDF of plain text pages in a built-in font; no links, no scripts, no forms. */
export function pdf(content: Content): Buffer {
  const lines = linesOf(content).flatMap(line => wrapped(line.replaceAll('\t', '   ')))
  const pages = Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES)) }, (_, i) =>
    lines.slice(i * LINES, (i + 1) * LINES),
  )
  const first = 5
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Title ${string(content.title)} /Author ${string(content.creator)} /Creator ${string(content.application ?? 'Writer')} /Producer ${string('LibreOffice 5.2')} /CreationDate ${date(content.created)} /ModDate ${date(content.modified)} >>`,
    ...pages.flatMap((page, i) => {
      const text = `BT /F1 10 Tf 14 TL 60 780 Td\n${page.map(line => `${winAnsi(line)} Tj T*`).join('\n')}\nET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * i + 1} 0 R >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const entries = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`)
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`
  file += `${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** Breaks between words where a line is full. */
function wrapped(line: string): string[] {
  const out = ['']
  for (const word of line.split(' ')) {
    const last = out.at(-1) ?? ''
    if (last.length > 0 && last.length + word.length + 1 > WIDTH) out.push(word)
    else out[out.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return out
}

/** Windows-1252 where it has signs that Latin-1 lacks. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': '\x80',
  '…': '\x85',
  '‘': '\x91',
  '’': '\x92',
  '“': '\x93',
  '”': '\x94',
  '–': '\x96',
  '—': '\x97',
  œ: '\x9c',
}

const winAnsi = (text: string): string =>
  `(${[...text]
    .map(sign => SIGNS[sign] ?? (/[\x20-\x7e\xa0-\xff]/.test(sign) ? sign : '?'))
    .join('')
    .replace(/[\\()]/g, '\\$&')})`

/** A text string of the Info dictionary, in UTF-16. */
const string = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`

const date = (at: number): string => `(D:${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`
