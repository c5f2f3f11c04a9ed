import { execSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openFile } from '../src/documents/bytes.ts'
import { identify } from '../src/documents/identify.ts'
import { readDocument } from '../src/documents/read.ts'
import { documentText } from '../src/documents/text/document-text.ts'

execSync(
  'rm -rf /tmp/office && mkdir -p /tmp/office && tar xzf ../shared/data/documents/office-dev.tar.gz -C /tmp/office',
)
const by = new Map<string, [number, number, number, number]>()
for (const e of readdirSync('/tmp/office', { recursive: true, withFileTypes: true })) {
  if (!e.isFile()) continue
  const p = join(e.parentPath, e.name)
  const b = openFile(p, statSync(p).size)
  const f = identify(b) ?? '?'
  let t0 = performance.now()
  let g = f as string
  try {
    g = (await readDocument(b)).format
  } catch {}
  const read = performance.now() - t0
  t0 = performance.now()
  const text = documentText(b, g)
  const ms = performance.now() - t0
  const row = by.get(g) ?? [0, 0, 0, 0]
  by.set(g, [row[0] + 1, row[1] + ms, row[2] + (text?.length ?? 0), row[3] + read])
  if (ms > 150) console.log(e.name, g, ms.toFixed(0), text?.length)
  b.close()
}
console.table(Object.fromEntries([...by].map(([k, v]) => [k, v.map(x => Math.round(x))])))
console.log(
  [...by.values()].reduce((s, v) => s + v[1], 0),
  [...by.values()].reduce((s, v) => s + v[3], 0),
)
