import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../docs/validity.md', import.meta.url)

/** Writes what was measured into docs/validity.md, between the marks of that name. */
export function writeTable(name: string, script: string, content: string): void {
  const page = readFileSync(PAGE, 'utf8')
  const [open, close] = [`<!-- ${name}: written by ${script} -->`, `<!-- /${name} -->`]
  const [from, to] = [page.indexOf(open), page.indexOf(close)]
  if (from < 0 || to < from)
    throw new RangeError(`docs/validity.md has no place for ${name}: put ${open} and ${close} in it.`)
  writeFileSync(PAGE, `${page.slice(0, from + open.length)}\n\n${content}\n\n${page.slice(to)}`)
}

export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

/** The 95 % interval of a share (Wilson 1927). */
export function interval(hits: number, of: number): [low: number, high: number] {
  const z = 1.96
  const share = hits / of
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const reach = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)]
}

export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`

/** '5 of 200 (2.5 %, 1.1–5.7 %)' */
export function rate(hits: number, of: number): string {
  const [low, high] = interval(hits, of)
  return `${hits} of ${of} (${percent(hits / of)}; 95 % interval ${percent(low)} to ${percent(high)})`
}
