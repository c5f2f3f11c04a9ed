import type { Finding, Text } from '../model/index.ts'
import { useVoice } from './voice.ts'

const WORDS = {
  all: { en: 'Of all of these:', fr: 'Pour tous ces constats :' },
  several: { en: 'Of several of these:', fr: 'Pour plusieurs de ces constats :' },
}

/**
 * The caveats that all findings carry, or more than two: they are said once, after them. One that two carry is said
 * with the second.
 */
export function sharedCaveats(findings: readonly Finding[]): { caveat: Text; all: boolean }[] {
  const carried = new Map<string, { caveat: Text; times: number }>()
  for (const { caveats } of findings)
    for (const caveat of caveats)
      carried.set(caveat.en, { caveat, times: (carried.get(caveat.en)?.times ?? 0) + 1 })
  return [...carried.values()]
    .filter(({ times }) => times > 2 || (times > 1 && times === findings.length))
    .map(({ caveat, times }) => ({ caveat, all: times === findings.length }))
}

export function SharedCaveats({ caveats }: { caveats: readonly { caveat: Text; all: boolean }[] }) {
  const { say } = useVoice()
  return (
    <>
      {caveats.map(({ caveat, all }) => (
        <p class="caveat shared" key={caveat.en}>
          <i>{say(all ? WORDS.all : WORDS.several)}</i> {say(caveat)}
        </p>
      ))}
    </>
  )
}
