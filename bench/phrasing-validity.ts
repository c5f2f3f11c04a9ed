/**
 * What the phrasing analysis finds of what was planted, and of all pairs there are: writes docs/validity-phrasing.md and
 * its part of docs/validity.md. `npx tsx bench/phrasing-validity.ts`, some minutes. The IRA posts are read from
 * ../shared/data; without them their parts are left out.
 */
import { writeFileSync } from 'node:fs'
import { iraTexts } from './ira-texts.ts'
import { measureAlone, measureDisguises } from './phrasing-disguises.ts'
import { MEASURES, measureExhaustive, normal } from './phrasing-exhaustive.ts'
import { type Measured, measureLeak } from './phrasing-leak.ts'
import { interval, percent, table, writeTable } from './validity.ts'

const SEEDS = [2017, 7, 11]
const SCALE = 0.06
const POSTS = 20_000
const PLACES = [0, 200_000, 400_000]

type Kinds = Measured['kinds']

function share(found: number, of: number): string {
  const [low, high] = interval(found, of)
  return `${percent(found / of)} (${percent(low)} to ${percent(high)})`
}

const kindRows = (kinds: Kinds, ...more: Kinds[]) =>
  [...kinds].map(([kind, { planted, found }]) => [
    kind,
    planted,
    share(found, planted),
    ...more.map(other => {
      const one = other.get(kind)
      return one ? share(one.found, one.planted) : ''
    }),
  ])

async function leakPart(): Promise<string> {
  const kinds: Kinds = new Map()
  let [rows, strangers] = [0, 0]
  for (const seed of SEEDS) {
    const one = await measureLeak(seed, SCALE)
    rows += one.rows
    strangers += one.strangers
    for (const [kind, { planted, found }] of one.kinds) {
      const known = kinds.get(kind) ?? { planted: 0, found: 0 }
      kinds.set(kind, { planted: known.planted + planted, found: known.found + found })
    }
    console.log(`seed ${seed}: ${one.rows} posts in groups, ${one.strangers} strangers`)
  }
  const ordered = new Map([...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
  const all = [...kinds.values()].reduce(
    (sum, { planted, found }) => ({ planted: sum.planted + planted, found: sum.found + found }),
    { planted: 0, found: 0 },
  )
  writeTable(
    'phrasing',
    'bench/phrasing-validity.ts',
    `${table(['planted', 'copies', 'found (95 % interval)'], kindRows(ordered))}

In all **${share(all.found, all.planted)}** of ${all.planted} copies; of ${rows} posts in groups, **${percent((rows - strangers) / rows, 2)}** belong to the text of their group. Limits: 98 %, 99 %.`,
  )
  if (all.found < 0.98 * all.planted || rows - strangers < 0.99 * rows) process.exitCode = 1
  return `## The simulated leak

Seeds ${SEEDS.join(', ')} at scale ${SCALE}: the whole way, from the platforms’ files to \`findings/phrasing.parquet\`. The simulation pastes texts in several disguises, among posts on X and Facebook and among pages, and says which (\`ground-truth-copies.csv\`). A copy is found where it stands in the group that holds most of its text’s copies.

${table(['planted', 'copies', 'found (95 % interval)'], kindRows(ordered))}

Precision: of ${rows} posts in groups, ${rows - strangers} belong to the text of their group, ${percent((rows - strangers) / rows, 2)}. “Found” does not mean pushed: among the planted are newsrooms that print one dispatch and strangers who copy a pleasantry.`
}

function disguisesPart(background: readonly string[]): string {
  const { kinds, strangers } = measureDisguises(background)
  return `## Disguises that the simulation does not have

Nine texts in English, French, German, Russian, Arabic, Turkish and Chinese, 25 copies of each in each disguise (where the script has it), among ${background.length} IRA posts. “Alone”: one copy beside its text, with no other to lead to it.

${table(['disguise', 'copies', 'found (95 % interval)', 'alone'], kindRows(kinds, measureAlone()))}

Of the ${background.length} IRA posts, ${strangers} were put into one of the nine groups.`
}

function exhaustivePart(texts: readonly string[]): string {
  const rows = PLACES.flatMap(from => {
    const some = texts.slice(from, from + POSTS)
    const distinct = [...new Map(some.map(text => [normal(text), text])).values()]
    return Object.entries(MEASURES).map(([name, parts]) => {
      const all = measureExhaustive(some, parts)
      const apart = measureExhaustive(distinct, parts)
      return [
        `${from + 1} to ${from + POSTS}`,
        name,
        `${all.found} of ${all.pairs}, ${percent(all.found / all.pairs, 2)}`,
        `${apart.found} of ${apart.pairs}, ${percent(apart.found / apart.pairs, 1)}`,
      ]
    })
  })
  return `## Against comparing all pairs

${POSTS} IRA posts at a time, normalised by other code; every pair of texts of five words or more whose Jaccard similarity is at least 0.7; how many of them are in one group. The last column leaves out what is identical once normalised.

${table(['posts', 'similarity of', 'pairs found', 'of different texts'], rows)}

What is missed is mostly form letters whose salutation changes: each pair is alike, the whole is a chain, and the chain is not followed to its end ([methods](methods.md)).`
}

const parts = [await leakPart()]
const texts = await iraTexts()
if (texts) parts.push(disguisesPart(texts.slice(0, POSTS)), exhaustivePart(texts))

writeFileSync(
  new URL('../docs/validity-phrasing.md', import.meta.url),
  `# Does it find what was copied?

How far the phrasing analysis can be believed: what it finds of copies whose truth is known, and what it takes for copies that are none. Written by \`npx tsx bench/phrasing-validity.ts\`; what it does exactly stands in [methods.md](methods.md).

${parts.join('\n\n')}

## On articles

On the plagiarised news articles of the MinHash tutorial (100 and 1,000 articles, 5 and 10 true pairs) every true pair is found and no other; \`src/kernels/near-text/golden.test.ts\` holds it. Unrelated articles there share passages up to 28 % of the shorter (the same agency’s earlier text), which is why 40 % is asked.

## What it cannot see

- Translations and paraphrases: two texts that say the same in other words.
- A text of fewer than five words, and one that is one short text within another more than twice as long, where neither is a page.
- A common source that is not credited: newsrooms that print one dispatch look like any others that paste one text.
- Words in pictures.
- Texts cut by their platform (a repost’s “…”), beyond what the two parts share.
`,
)
console.log('docs/validity-phrasing.md')
