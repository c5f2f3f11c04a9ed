import type { Block, Content } from './content.ts'
import { packageParts, RELATIONSHIP, relationships } from './ooxml.ts'
import { XML, xml, zipOf } from './zip.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const MAIN = {
  path: 'word/document.xml',
  type: 'wordprocessingml.document.main',
  application: 'Microsoft Office Word',
}

/** A Word document: paragraphs, headings, lists and tables; no macros, no fields, no links. */
export function docx(content: Content): Buffer {
  const locale = content.locale ?? (content.language === 'fr' ? 'fr-FR' : 'en-GB')
  const body = [{ kind: 'heading', text: content.title } as const, ...content.blocks].map(blockXml).join('')
  return zipOf({
    ...packageParts(content, MAIN, { 'word/styles.xml': 'wordprocessingml.styles' }),
    'word/document.xml': `${XML}<w:document xmlns:w="${W}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': `${XML}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="${xml(locale)}"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>`,
    'word/_rels/document.xml.rels': relationships([`${RELATIONSHIP}/styles|styles.xml`]),
  })
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`
const paragraph = (text: string, properties = '') => `<w:p>${properties}${run(text)}</w:p>`

function blockXml(block: Block): string {
  if (block.kind === 'heading') return paragraph(block.text, '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')
  if (block.kind === 'paragraph') return paragraph(block.text)
  if (block.kind === 'list') return block.items.map(item => paragraph(`- ${item}`)).join('')
  const columns = Math.max(1, ...block.rows.map(row => row.length))
  const rows = block.rows.map(
    row =>
      `<w:tr>${Array.from({ length: columns }, (_, i) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(row[i] ?? '')}</w:tc>`).join('')}</w:tr>`,
  )
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows.join('')}</w:tbl>`
}
