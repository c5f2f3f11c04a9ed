import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Finding } from '../model/finding.ts'
import { packedReport } from '../model/packed.ts'
import type { ReportData } from '../model/report.ts'

/** The page's bundle, as `npm run build:page` made it; found from the sources and from the package alike. */
const BUNDLES = ['../page/', '../../dist/page/']

/** A report cannot be written because the page was not built. */
export class PageNotBuilt extends Error {
  override name = 'PageNotBuilt'
}

async function bundle(file: 'page.js' | 'page.css'): Promise<string> {
  for (const folder of BUNDLES) {
    const text = await readFile(new URL(folder + file, import.meta.url), 'utf8').catch(() => null)
    if (text !== null) return text
  }
  throw new PageNotBuilt('The page’s bundle is missing; build it with: make build')
}

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * One file that holds everything and fetches nothing. Its policy allows no network and no script but the one whose
 * hash it names; the data stands beside it as JSON in which no `<` is left.
 */
export async function reportHtml(data: ReportData): Promise<string> {
  const script = (await bundle('page.js')).replaceAll('</script', '<\\/script')
  const style = (await bundle('page.css')).replaceAll('</style', '<\\/style')
  const policy = [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${data.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Sillage ${escaped(data.sillage)}">
<title>${escaped(data.case.title)} · Sillage</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript>${withoutScript(data)}</noscript>
<script type="application/json" id="sillage-data">${embedded(data)}</script>
<script>${script}</script>
</body>
</html>
`
}

/** JSON that can stand inside a script element: nothing in it can close the element or begin a comment. */
function embedded(data: ReportData): string {
  return JSON.stringify(packedReport(data))
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** The story alone, for readers whose browser runs no script. */
function withoutScript(data: ReportData): string {
  const findings = new Map<string, Finding>(
    data.analyses.flatMap(a => a.findings.map((f): [string, Finding] => [f.id, f])),
  )
  const sentences = data.story.flatMap(id => findings.get(id)?.claim[data.lang] ?? [])
  return `<main><h1>${escaped(data.case.title)}</h1>${sentences.map(s => `<p>${escaped(s)}</p>`).join('')}</main>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
}
