import { type Fact, rawText } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import { textFact } from '../package.ts'
import { w3cTime } from '../times.ts'
import { attribute, descendants, type Element, local, parseXml } from './tree.ts'

/** Properties that say what other formats say too; every other keeps its own name behind `xmp:`. */
const KNOWN: Readonly<Record<string, FactName>> = {
  'dc:title': 'title',
  'dc:creator': 'author',
  'dc:description': 'subject',
  'dc:subject': 'keywords',
  'dc:language': 'language',
  'pdf:Producer': 'producer',
  'pdf:Keywords': 'keywords',
  'xmp:CreatorTool': 'creator_tool',
  'xmp:CreateDate': 'created',
  'xmp:ModifyDate': 'modified',
  'xmp:MetadataDate': 'metadata_modified',
  'xmpMM:DocumentID': 'xmp_document_id',
  'xmpMM:InstanceID': 'xmp_instance_id',
  'xmpMM:OriginalDocumentID': 'xmp_original_document_id',
}

/** Prefixes as they are usually written, by namespace: a packet may call them anything. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/xap/1.0/mm/': 'xmpMM',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
  'http://ns.adobe.com/xap/1.0/g/img/': 'xmpGImg',
  'http://ns.adobe.com/pdf/1.3/': 'pdf',
  'http://ns.adobe.com/pdfx/1.3/': 'pdfx',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#': 'stEvt',
  'http://ns.adobe.com/xap/1.0/sType/ResourceRef#': 'stRef',
}

const RDF = new Set(['rdf:about', 'rdf:parseType', 'rdf:ID', 'rdf:nodeID', 'xml:lang', 'rdf:datatype'])

/** The properties of an XMP packet (ISO 16684-1), lists item by item, structures field by field. */
export function xmpFacts(bytes: Buffer, locator: string): { facts: Fact[]; problems: string[] } {
  const { root, problems } = parseXml(bytes)
  const facts: Fact[] = []
  if (!root) return { facts, problems }
  const prefixes = new Map<string, string>()
  for (const element of descendants(root))
    for (const [key, value] of Object.entries(element.attributes)) {
      const usual = PREFIXES[value]
      if (usual && key.startsWith('xmlns:')) prefixes.set(key.slice(6), usual)
    }
  const named = (name: string) => {
    const colon = name.indexOf(':')
    const prefix = name.slice(0, Math.max(0, colon))
    return `${prefixes.get(prefix) ?? prefix}:${local(name)}`
  }
  const toolkit = attribute(root, 'xmptk')
  if (toolkit) facts.push(textFact('xmp_toolkit', toolkit, `${locator} x:xmptk`, 'XMP'))
  for (const element of descendants(root)) {
    if (element.local !== 'Description' || element.name !== 'rdf:Description') continue
    for (const [key, value] of Object.entries(element.attributes))
      if (!key.startsWith('xmlns') && !RDF.has(key)) add([named(key)], value)
    for (const child of element.children) property([named(child.name)], child, 0)
    // Structures inside are descriptions too, and are reached as properties.
    element.children.length = 0
  }
  return { facts, problems }

  function property(path: string[], element: Element, depth: number): void {
    if (depth > 12 || facts.length > 5000) return
    const list = element.children.find(({ name }) => /^rdf:(Bag|Seq|Alt)$/.test(name))
    const inner = element.children.find(({ name }) => name === 'rdf:Description')
    if (list)
      for (const item of list.children) {
        const lang = attribute(item, 'lang')
        const isOther = list.local === 'Alt' && lang !== undefined && lang !== 'x-default'
        property(isOther ? [...path, lang] : path, item, depth + 1)
      }
    else if (inner || element.children.length > 0 || hasFields(element)) {
      const struct = inner ?? element
      for (const [key, value] of Object.entries({ ...element.attributes, ...struct.attributes }))
        if (!key.startsWith('xmlns') && !RDF.has(key)) add([...path, named(key)], value)
      for (const child of struct.children)
        if (child.name !== 'rdf:Description') property([...path, named(child.name)], child, depth + 1)
    } else add(path, attribute(element, 'resource') ?? element.text)
  }

  function add(path: string[], value: string): void {
    const key = path.join('/')
    const name = KNOWN[key] ?? (`xmp:${key}` as const)
    const time = /date$|when$/i.test(key) ? w3cTime(value, 'local') : null
    facts.push(
      time
        ? textFact(name, time.value, `${locator} ${key}`, 'XMP', { raw: value, timeBasis: time.basis })
        : textFact(name, value, `${locator} ${key}`, 'XMP', { raw: rawText(value) }),
    )
  }
}

const hasFields = (element: Element) =>
  Object.keys(element.attributes).some(
    key => !key.startsWith('xmlns') && !RDF.has(key) && key !== 'rdf:resource',
  )
