import { type Content, linesOf } from './content.ts'
import { packageParts, RELATIONSHIP, relationships } from './ooxml.ts'
import { XML, xml, zipOf } from './zip.ts'

const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const MAIN = { path: 'xl/workbook.xml', type: 'spreadsheetml.sheet.main', application: 'Microsoft Excel' }

/** A workbook of one sheet: a line a row, a table's cells side by side; no formulas, no links. */
export function xlsx(content: Content): Buffer {
  const rows = linesOf(content).map((line, r) => {
    const cells = line.split('\t').map((text, c) => cell(`${column(c)}${r + 1}`, text))
    return `<row r="${r + 1}">${cells.join('')}</row>`
  })
  const place = content.savedAt
    ? `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath url="${xml(content.savedAt)}" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>`
    : ''
  const sheetName = xml(content.title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 28))
  return zipOf({
    ...packageParts(content, MAIN, {
      'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
      'xl/styles.xml': 'spreadsheetml.styles',
    }),
    'xl/workbook.xml': `${XML}<workbook xmlns="${S}" xmlns:r="${RELATIONSHIP}"${place ? ' xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"' : ''}><fileVersion appName="xl" lastEdited="6" lowestEdited="6" rupBuild="14420"/>${place}<sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      `${RELATIONSHIP}/worksheet|worksheets/sheet1.xml`,
      `${RELATIONSHIP}/styles|styles.xml`,
    ]),
    'xl/styles.xml': `${XML}<styleSheet xmlns="${S}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${S}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  })
}

/** What is written as a plain number is one; all else stays text. */
const cell = (at: string, text: string): string =>
  /^-?\d{1,12}(\.\d{1,4})?$/.test(text)
    ? `<c r="${at}"><v>${text}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`

const column = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : column(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))
