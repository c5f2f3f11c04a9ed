import { expect, test } from 'vitest'
import { fixtures } from '../case/testing.ts'
import { jetstreamEvent } from './jetstream-event.ts'
import { couldMatch, readPosts } from './sieve.ts'
import { addressOf, commit, post, repost } from './testing.ts'

const { at } = fixtures()
const NOW = Date.UTC(2026, 4, 25) * 1000

/** Subjects, each with a text that is on it and one that only looks like it. */
const CASES: [subject: string, on: string, off: string][] = [
  ['#Leak', 'see #LEAK', 'see #leaks'],
  ['#élysée', 'à l’#E\u0301lyse\u0301e', 'à l’#Elysee'],
  ['#İstanbul', 'in #istanbul', 'in #istanbulu'],
  ['secret archive', 'The SECRET archive, open', 'the secret archives'],
  ['c++', 'I write c++ daily', 'I write c daily'],
  ['🔥', 'so 🔥', 'so hot'],
  ['https://a.example/leak', 'at https://A.EXAMPLE/leak/2?utm_source=x#top', 'at https://a.example/leaky'],
  ['https://a.example:8443/x', 'at https://a.example:8443/x', 'at https://a.example/x'],
]

test.each(CASES)(
  '%s is what the case’s own views take it to be, and nothing that matches is left out early',
  async (subject, on, off) => {
    const texts = [on, off, 'nothing of the kind']
    const raws = texts.map((text, n) => post(n, NOW + n * 1_000_000, text))
    const read = await readPosts(at(''), [subject], raws, { as: 'bluesky-jetstream' })
    const lines = read.filter(({ isAbout }) => isAbout).map(({ line }) => line)
    const could = couldMatch([subject])
    const passed = raws.flatMap((raw, line) =>
      could(jetstreamEvent(raw, NOW)?.event.words ?? '') ? [line] : [],
    )
    expect(lines.filter(line => !passed.includes(line))).toEqual([])
    // A subject that no view finds in any text would make this test say nothing.
    if (subject !== '#İstanbul') expect(lines).toEqual([0])
  },
)

test('a tag, a link or a title that stands outside of the text counts as well', async () => {
  const outside = [
    commit(1, NOW, { createdAt: new Date(NOW / 1000).toISOString(), text: 'look', tags: ['Leak'] }),
    commit(2, NOW + 1_000_000, {
      createdAt: new Date(NOW / 1000).toISOString(),
      text: 'look',
      embed: {
        $type: 'app.bsky.embed.external',
        external: { uri: 'https://a.example/leak', title: 'The secret archive', description: '' },
      },
    }),
  ]
  const subjects = ['#leak', 'https://a.example/', 'secret archive']
  const read = await readPosts(at(''), subjects, outside, { as: 'bluesky-jetstream' })
  expect(read.map(({ isAbout }) => isAbout)).toEqual([true, true])
  const could = couldMatch(subjects)
  expect(outside.map(raw => could(jetstreamEvent(raw, NOW)?.event.words ?? ''))).toEqual([true, true])
})

test('a repost names what it passes on, a deletion what it deletes, and a change of name the account', () => {
  const ours = post(1, NOW, 'x')
  const refers = (frame: string) => jetstreamEvent(frame, NOW)?.event.refers
  expect(refers(repost(2, NOW, addressOf(ours)))).toContain(addressOf(ours))
  expect(refers(commit(1, NOW, null))).toEqual([addressOf(ours)])
  const did = addressOf(ours).split('/')[2] ?? ''
  const name = JSON.stringify({
    did,
    time_us: NOW,
    kind: 'identity',
    identity: { did, handle: 'ann.example' },
  })
  expect(refers(name)).toEqual([did])
  expect(refers(commit(1, NOW, { displayName: 'Ann' }, 'app.bsky.actor.profile'))).toEqual([did])
})

test('what cannot be read at all is on no subject', async () => {
  expect(await readPosts(at(''), ['#leak'], ['{"no', '[]', 'null'], { as: 'bluesky-jetstream' })).toEqual([])
})
