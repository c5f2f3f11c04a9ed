import { type Block, type Content, isoSecond } from './content.ts'
import { XML, xml, zipOf } from './zip.ts'

const NS = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`
const SPACES = `xmlns:office="${NS('office')}" xmlns:text="${NS('text')}" xmlns:table="${NS('table')}" xmlns:meta="${NS('meta')}" xmlns:dc="http://purl.org/dc/elements/1.1/"`

/** An OpenDocument text. */
export function odt(content: Content): Buffer {
  const body = [{ kind: 'heading', text: content.title } as const, ...content.blocks].map(blockXml).join('')
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `${XML}<manifest:manifest xmlns:manifest="${NS('manifest')}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `${XML}<office:document-content ${SPACES} office:version="1.2"><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'meta.xml': `${XML}<office:document-meta ${SPACES} office:version="1.2"><office:meta><meta:generator>${xml(content.application ?? 'LibreOffice/5.2.7.2$Linux_X86_64')}</meta:generator><dc:title>${xml(content.title)}</dc:title><meta:initial-creator>${xml(content.creator)}</meta:initial-creator><dc:creator>${xml(content.lastModifiedBy)}</dc:creator><meta:creation-date>${isoSecond(content.created)}</meta:creation-date><dc:date>${isoSecond(content.modified)}</dc:date></office:meta></office:document-meta>`,
  })
}

const paragraph = (text: string) => `<text:p>${xml(text)}</text:p>`

function blockXml(block: Block): string {
  if (block.kind === 'heading') return `<text:h text:outline-level="1">${xml(block.text)}</text:h>`
  if (block.kind === 'paragraph') return paragraph(block.text)
  if (block.kind === 'list')
    return `<text:list>${block.items.map(item => `<text:list-item>${paragraph(item)}</text:list-item>`).join('')}</text:list>`
  const columns = Math.max(1, ...block.rows.map(row => row.length))
  const rows = block.rows.map(
    row =>
      `<table:table-row>${Array.from({ length: columns }, (_, i) => `<table:table-cell>${paragraph(row[i] ?? '')}</table:table-cell>`).join('')}</table:table-row>`,
  )
  return `<table:table><table:table-column table:number-columns-repeated="${columns}"/>${rows.join('')}</table:table>`
}
