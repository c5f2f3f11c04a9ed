/**
 * How fast near-identical texts are grouped: `npx tsx bench/near-text.ts`. Limits (issue D): 1 M short posts in 15 s under
 * 4 GB, growth from 100 k at most 13 ×; the IRA posts in 12 s; 100,000 identical texts slow nothing.
 */
import { nearText } from '../src/kernels/near-text/near-text.ts'
import { randomStream } from '../src/kernels/random.ts'
import { iraTexts } from './ira-texts.ts'
import { seconds } from './timing.ts'

/** Posts of 8 to 20 words, as common as words are (Zipf); a fifth are copies of an earlier one, half of those changed. */
function posts(count: number): string[] {
  const random = randomStream('near-text-bench')
  const words = Array.from({ length: 50_000 }, (_, rank) => {
    let word = ''
    for (let left = 2 + Math.floor(random() * 8 + Math.log10(rank + 1)); left > 0; left--)
      word += 'etaoinshrdlucmfw'[Math.floor(random() * 16)]
    return word
  })
  const word = () => words[Math.floor(words.length ** random()) - 1] ?? 'the'
  const texts: string[] = []
  for (let n = 0; n < count; n++) {
    const model = n > 0 && random() < 0.2 ? texts[Math.floor(random() * n)] : undefined
    if (model === undefined)
      texts.push(
        `${Array.from({ length: 8 + Math.floor(random() * 13) }, word).join(' ')} #theleak https://t.co/${n}`,
      )
    else if (random() < 0.5) texts.push(model)
    else {
      const parts = model.split(' ')
      parts[Math.floor(random() * (parts.length - 2))] = word()
      texts.push(parts.join(' '))
    }
  }
  // Each in one piece, as a reader of files gives it, and not in those that it was put together from.
  return texts.map(text => Buffer.from(text).toString())
}

async function timed(name: string, texts: readonly string[], limit?: number): Promise<number> {
  let grouped = 0
  const before = process.cpuUsage()
  const s = await seconds(async () => {
    grouped = nearText(texts, ['theleak']).group.filter(head => head >= 0).length
  })
  // On a machine that others use, the processor's time says more than the clock's.
  const { user, system } = process.cpuUsage(before)
  const rss = (process.resourceUsage().maxRSS / 1024).toFixed(0)
  console.log(
    `${name.padEnd(38)} ${s.toFixed(2).padStart(6)} s${limit ? ` (limit ${limit} s)` : ''}  ${((user + system) / 1e6).toFixed(2)} s of processor, ${grouped} in groups, peak memory ${rss} MB`,
  )
  if (limit && s > limit) process.exitCode = 1
  return s
}

const million = posts(1_000_000)
nearText(million.slice(0, 20_000)) // compiled before it is timed
const small = await timed('100,000 short posts', million.slice(0, 100_000))
const identical = Array.from({ length: 100_000 }, () => million[0] ?? '')
const more = await timed('the same and 100,000 identical ones', [...million.slice(0, 100_000), ...identical])
const large = await timed('1,000,000 short posts', million, 15)
console.log(
  `growth ${(large / small).toFixed(1)} × (limit 13 ×), identical ones ${(more / small).toFixed(2)} ×`,
)
if (large / small > 13 || process.resourceUsage().maxRSS > 4 * 1024 ** 2) process.exitCode = 1

const ira = await iraTexts()
if (ira) await timed(`the ${ira.length} IRA posts`, ira, 12)
