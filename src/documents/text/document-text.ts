import type { Bytes } from '../bytes.ts'
import { messageText } from '../mail/message.ts'
import { Compound } from '../ole/compound.ts'
import { Package } from '../package.ts'
import { MOST_READ } from '../reading.ts'
import { biffText } from './biff-text.ts'
import { docText } from './doc-text.ts'
import { LONGEST } from './gathered.ts'
import { odfText, slidesText, wordText, workbookText } from './package-text.ts'
import { pdfPagesText } from './pdf-text.ts'
import { decoded, htmlText } from './plain.ts'
import { rtfText } from './rtf-text.ts'

/** So much is read of a page: its marks go in several passes, each of which holds it once more. */
const MOST_HTML = 32 << 20

/** A document's whole text, to be compared with others; null where its format has none or it cannot be read. */
export function documentText(bytes: Bytes, format: string): string | null {
  if (bytes.size > MOST_READ) return null
  try {
    const text = textOf(bytes, format)
    return text === null || !/\S/.test(text) ? null : text.slice(0, LONGEST)
  } catch {
    return null // a broken file has said so when its facts were read
  }
}

function textOf(bytes: Bytes, format: string): string | null {
  const whole = () => bytes.slice(0, bytes.size)
  if (/^(docx|docm|dotx|dotm)$/.test(format)) return wordText(new Package(bytes))
  if (/^(xlsx|xlsm|xltx|xltm|xlam)$/.test(format)) return workbookText(new Package(bytes))
  if (/^(pptx|pptm|potx|ppsx|ppsm)$/.test(format)) return slidesText(new Package(bytes))
  if (/^(od[tspg]|odf)$/.test(format)) return odfText(new Package(bytes))
  switch (format) {
    case 'xls': {
      const file = Compound.open(bytes)
      const stream = file.find('Workbook') ?? file.find('Book')
      return stream ? biffText(file.read(stream)) : null
    }
    case 'doc': {
      const file = Compound.open(bytes)
      const stream = file.find('WordDocument')
      const main = stream ? file.read(stream) : null
      const table = main && file.find((main[11] ?? 0) & 2 ? '1Table' : '0Table')
      return main && table ? docText(main, file.read(table)) : null
    }
    case 'rtf':
      return rtfText(bytes.slice(0, 32 << 20))
    case 'pdf':
      return pdfPagesText(whole())
    case 'eml':
      return messageText(whole())
    case 'html':
      return htmlText(decoded(bytes.slice(0, MOST_HTML)))
    case 'text':
      return decoded(bytes.slice(0, 16 << 20))
    default:
      return null
  }
}
