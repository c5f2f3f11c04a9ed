import type { Fact, Reading } from '../fact.ts'
import { printerFacts } from '../ole/devmode.ts'
import { type Package, textFact } from '../package.ts'
import { unescaped } from '../xml/tree.ts'
import { presentationFacts } from './presentation.ts'
import { appFacts, coreFacts, customFacts } from './properties.ts'
import { wordFacts } from './word.ts'
import { workbookFacts } from './workbook.ts'

/** The main part's content type, and what such a file is. */
const KINDS: readonly [RegExp, string][] = [
  [/wordprocessingml\.document\.main/, 'docx'],
  [/wordprocessingml\.template\.main/, 'dotx'],
  [/ms-word\.document\.macroEnabled/, 'docm'],
  [/ms-word\.template\.macroEnabled/, 'dotm'],
  [/spreadsheetml\.sheet\.main/, 'xlsx'],
  [/spreadsheetml\.template\.main/, 'xltx'],
  [/ms-excel\.sheet\.macroEnabled/, 'xlsm'],
  [/ms-excel\.template\.macroEnabled/, 'xltm'],
  [/ms-excel\.addin\.macroEnabled/, 'xlam'],
  [/ms-excel\.sheet\.binary/, 'xlsb'],
  [/presentationml\.presentation\.main/, 'pptx'],
  [/presentationml\.slideshow\.main/, 'ppsx'],
  [/presentationml\.template\.main/, 'potx'],
  [/ms-powerpoint\.presentation\.macroEnabled/, 'pptm'],
  [/ms-powerpoint\.slideshow\.macroEnabled/, 'ppsm'],
  [/ms-powerpoint\.template\.macroEnabled/, 'potm'],
  [/ms-powerpoint\.addin\.macroEnabled/, 'ppam'],
  [/ms-visio\.drawing\.main/, 'vsdx'],
  [/ms-visio\.drawing\.macroEnabled/, 'vsdm'],
  [/ms-visio\.stencil\.main/, 'vssx'],
  [/ms-visio\.template\.main/, 'vstx'],
  [/officedocument\.theme\+xml/, 'thmx'],
  [/package\.xps-fixeddocumentsequence/, 'xps'],
]

/** Where files of each kind keep their main part, for those whose list of types is gone. */
const PLACES: readonly [RegExp, string][] = [
  [/^word\/document\d*\.xml$/i, 'docx'],
  [/^xl\/workbook\d*\.xml$/i, 'xlsx'],
  [/^xl\/workbook\d*\.bin$/i, 'xlsb'],
  [/^ppt\/presentation\d*\.xml$/i, 'pptx'],
  [/^visio\/document\.xml$/i, 'vsdx'],
]

/** What kind of OOXML file it is, and its main part; null when it is none. */
export function ooxmlKind(parts: Package): { format: string; main: string } | null {
  const types = parts.text('[Content_Types].xml')
  for (const [, attributes = ''] of types.matchAll(/<(?:\w+:)?Override\s([^>]{0,2000})>/g)) {
    const type = /ContentType\s*=\s*["']([^"']{1,300})["']/.exec(attributes)?.[1] ?? ''
    const part = /PartName\s*=\s*["']([^"']{1,500})["']/.exec(attributes)?.[1]?.replace(/^\//, '')
    const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1]
    if (kind && kind !== 'thmx' && part) return { format: kind, main: unescaped(part) }
  }
  for (const [pattern, format] of PLACES) {
    const [main] = parts.names(pattern)
    if (main) return { format, main }
  }
  if (/ContentType\s*=\s*["'][^"']*spreadsheetml\.sheet\.main/.test(types))
    return { format: 'xlsx', main: 'xl/workbook.xml' }
  return types !== '' && parts.has('_rels/.rels') ? { format: 'opc', main: '' } : null
}

/** Everything that an OOXML file says of itself. */
export function ooxmlReading(parts: Package, { format, main }: { format: string; main: string }): Reading {
  const relations = parts.text('_rels/.rels')
  const target = (type: string) => {
    for (const [, attributes = ''] of relations.matchAll(/<(?:\w+:)?Relationship\s([^>]{0,2000})>/g))
      if (new RegExp(`Type\\s*=\\s*["'][^"']*/${type}["']`).test(attributes)) {
        const part = /Target\s*=\s*["']([^"']{1,500})["']/.exec(attributes)?.[1]
        if (part) return unescaped(part).replace(/^\.?\//, '')
      }
    return undefined
  }
  const facts: Fact[] = []
  // One is allowed; a file that was put together by hand may have more, and all are read.
  const cores = new Set([target('core-properties') ?? 'docProps/core.xml', ...coreParts(parts)])
  for (const core of cores) if (parts.has(core)) facts.push(...coreFacts(parts, core))
  const app = target('extended-properties') ?? 'docProps/app.xml'
  if (parts.has(app)) facts.push(...appFacts(parts, app))
  const custom = target('custom-properties') ?? 'docProps/custom.xml'
  if (parts.has(custom)) facts.push(...customFacts(parts, custom))
  const thumbnail = target('thumbnail')
  const picture = thumbnail === undefined ? undefined : parts.entry(thumbnail)
  if (picture)
    facts.push(textFact('thumbnail_bytes', String(picture.size), picture.name, 'OOXML', { raw: '' }))
  if (/^(doc|dot)/.test(format)) facts.push(...wordFacts(parts, main))
  else if (/^xl/.test(format)) facts.push(...workbookFacts(parts, main))
  else if (/^p/.test(format)) facts.push(...presentationFacts(parts))
  facts.push(...packageFacts(parts))
  return { facts, problems: parts.problems }
}

/** The parts that the list of types calls core properties. */
function coreParts(parts: Package): string[] {
  return [...parts.text('[Content_Types].xml').matchAll(/<(?:\w+:)?Override\s([^>]{0,2000})>/g)].flatMap(
    ([, attributes = '']) => {
      const part = /core-properties\+xml/.test(attributes)
        ? /PartName\s*=\s*["']\/?([^"']{1,500})["']/.exec(attributes)?.[1]
        : undefined
      return part ? [unescaped(part)] : []
    },
  )
}

/** Printers, links to files elsewhere, macros, and the clock of who packed it. */
function packageFacts(parts: Package): Fact[] {
  const facts: Fact[] = []
  const seen = new Set<string>()
  const once = (fact: Fact) => {
    const key = `${fact.name}\0${fact.value}`
    if (!seen.has(key)) facts.push(fact)
    seen.add(key)
  }
  for (const name of parts.names(/printerSettings\d*\.bin$/i).slice(0, 200)) {
    const part = parts.read(name)
    if (part) for (const fact of printerFacts(part, name)) once(fact)
  }
  for (const name of parts.names(/(^|\/)_rels\/[^/]+\.rels$/i).slice(0, 2000)) {
    const text = parts.text(name)
    if (!/TargetMode\s*=\s*["']External/i.test(text)) continue
    for (const [, attributes = ''] of text.matchAll(/<(?:\w+:)?Relationship\s([^>]{0,4000})>/g)) {
      if (!/TargetMode\s*=\s*["']External["']/i.test(attributes)) continue
      const type = /Type\s*=\s*["'][^"']*\/([^"'/]+)["']/.exec(attributes)?.[1] ?? ''
      const link = unescaped(/Target\s*=\s*["']([^"']{1,2000})["']/.exec(attributes)?.[1] ?? '')
      if (type === 'attachedTemplate')
        once(textFact('docx_attached_template', link, `${name} attachedTemplate`, 'OOXML relationship'))
      // Links to web pages are content; links to files say where they lay.
      else if (/^(file:|[a-z]:[\\/]|\\\\)/i.test(link))
        once(textFact('linked_path', link, `${name} ${type}`, 'OOXML relationship'))
    }
  }
  const [macros] = parts.names(/vbaProject\.bin$/i)
  if (macros) once(textFact('macros', 'true', macros, 'OOXML', { raw: '' }))
  const packed = parts.entries
    .map(({ modified }) => modified)
    .filter(time => time !== null && time > 315_619_200_000)
  const latest = packed.reduce<number>((most, time) => Math.max(most, time ?? 0), 0)
  if (latest > 0)
    once(
      textFact(
        'packed',
        new Date(latest).toISOString().slice(0, 19),
        'ZIP directory, latest member',
        'ZIP DOS time',
        {
          raw: '',
          timeBasis: 'local',
        },
      ),
    )
  return facts
}
