/** Writes the fixture as a whole page, as the report builder would: `npx tsx src/web/testing/preview.ts [file]`. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fixture } from './fixture.ts'

const file = process.argv[2] ?? '/tmp/preview.html'
const script = readFileSync('dist/page/page.js', 'utf8')
const style = readFileSync('dist/page/page.css', 'utf8')
if (/<\/script|<!--/i.test(script))
  throw new Error('dist/page/page.js holds a sequence that would end an inline script.')
const data = JSON.stringify(fixture()).replaceAll('<', '\\u003c')
const hash = createHash('sha256').update(script).digest('base64')
const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; font-src data:; img-src data: blob:`
writeFileSync(
  file,
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Sillage</title><style>${style}</style></head><body><div id="page"></div><script type="application/json" id="sillage-data">${data}</script><script>${script}</script></body></html>`,
)
