import { type Content, isoSecond } from './content.ts'
import { XML, xml } from './zip.ts'

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'

/** The parts that every OOXML file has, around its `main` part. Nothing in them points outside of the file. */
export function packageParts(
  content: Content,
  main: { path: string; type: string; application: string },
  more: Readonly<Record<string, string>>,
): Record<string, string> {
  const types = { [main.path]: main.type, ...more }
  const overrides = Object.entries(types).map(
    ([path, type]) =>
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  )
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`,
    '_rels/.rels': relationships([
      `${OFFICE}/relationships/officeDocument|${main.path}`,
      `${PACKAGE}/relationships/metadata/core-properties|docProps/core.xml`,
      `${OFFICE}/relationships/extended-properties|docProps/app.xml`,
    ]),
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(content.title)}</dc:title><dc:creator>${xml(content.creator)}</dc:creator><cp:lastModifiedBy>${xml(content.lastModifiedBy)}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${isoSecond(content.created)}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${isoSecond(content.modified)}</dcterms:modified></cp:coreProperties>`,
    'docProps/app.xml': `${XML}<Properties xmlns="${OFFICE}/extended-properties"><Application>${xml(content.application ?? main.application)}</Application>${content.company ? `<Company>${xml(content.company)}</Company>` : ''}<AppVersion>${xml(content.applicationVersion ?? '15.0000')}</AppVersion></Properties>`,
  }
}

/** A relationships part from `type|target` lines. */
export const relationships = (lines: readonly string[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines
    .map((line, i) => {
      const [type = '', target = ''] = line.split('|')
      return `<Relationship Id="rId${i + 1}" Type="${type}" Target="${xml(target)}"/>`
    })
    .join('')}</Relationships>`

export const RELATIONSHIP = `${OFFICE}/relationships`
