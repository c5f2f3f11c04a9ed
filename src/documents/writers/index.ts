import { type Content, linesOf } from './content.ts'
import { docx } from './docx.ts'
import { odt } from './odt.ts'
import { pdf } from './pdf.ts'
import { rtf } from './rtf.ts'
import { xls } from './xls.ts'
import { xlsx } from './xlsx.ts'

/** The formats that a content can be written in, by their extension. */
export const WRITERS = {
  docx,
  xls,
  xlsx,
  odt,
  rtf,
  pdf,
  txt: (content: Content): Buffer => Buffer.from(`${linesOf(content).join('\n')}\n`, 'utf8'),
} satisfies Record<string, (content: Content) => Buffer>
export type WrittenFormat = keyof typeof WRITERS
