import { localStamp } from './clock.ts'
import { type Grammar, sentence } from './grammar.ts'
import { en } from './phrases/en.ts'
import type { Dump } from './places.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

/** What 4chan's API gives of a post; `com` is HTML. */
export interface ForumPost {
  no: number
  now: string
  name: string
  sub?: string
  com: string
  time: number
  resto: number
  id: string
  country: string
  country_name: string
  replies?: number
  images?: number
  semantic_url?: string
}

export interface ForumThread {
  no: number
  posts: ForumPost[]
}

const talk: Grammar = {
  ...en,
  line: [
    '{post}',
    '{remark}',
    '{ask} {detail}',
    '{who} {verb} {docs}',
    'page {#2-300}: {detail}',
    'checked {file}, {detail}',
  ],
}
const COUNTRIES = {
  US: ['United States', 52],
  FR: ['France', 12],
  GB: ['United Kingdom', 9],
  CA: ['Canada', 9],
  DE: ['Germany', 6],
  AU: ['Australia', 6],
  NL: ['Netherlands', 4],
  BE: ['Belgium', 2],
} as const
type Country = keyof typeof COUNTRIES
const WEIGHTS = Object.fromEntries(
  Object.entries(COUNTRIES).map(([code, [, weight]]) => [code, weight]),
) as Record<Country, number> // same keys

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#039;')
/** The board breaks long words with <wbr> every 35 characters, links too. */
const broken = (url: string): string => url.replace(/(.{35})(?=.)/g, '$1<wbr>')
const quotelink = (no: number): string => `<a href="#p${no}" class="quotelink">&gt;&gt;${no}</a>`
const greentext = (text: string): string => `<span class="quote">&gt;${escapeHtml(text)}</span>`

/**
 * Three threads of one board. The first post of the first carries the documents' links, before the hashtag
 * was ever used; the others follow as the talk grows.
 */
export function drawForum(targets: Targets, dump: Dump, random: Random): ForumThread[] {
  const openings = [
    {
      at: targets.forumAt,
      sub: 'Campaign documents',
      com: `Passing this on from a friend. Nine gigabytes, all of it.<br><br>${broken(dump.paste)}<br>${broken(dump.archive)}<br><br>Spread before the media blackout.`,
    },
    {
      at: targets.firstAt + 34 * 60_000,
      sub: 'Leak general',
      com: `Old thread is full. Links:<br>${broken(dump.paste)}<br>${greentext('nobody has read it all')}<br>Post what you find.`,
    },
    {
      at: targets.firstAt + 260 * 60_000,
      sub: 'Leak general, part 3',
      com: `Indexing continues.<br>${broken(dump.archive)}<br>Use the spreadsheet.`,
    },
  ]
  let no = 12_392_500 + random.int(0, 80)
  const drafts = openings.flatMap((opening, thread) => {
    let at = opening.at
    const size = Math.max(12, Math.round(random.int(130, 190) * targets.groupScale))
    return Array.from({ length: size }, (_, i) => {
      if (i > 0) at += random.exponential(i < 6 ? 90_000 : 55_000)
      return { at, thread, opening: i === 0 ? opening : undefined }
    })
  })
  const threads: ForumThread[] = openings.map(() => ({ no: 0, posts: [] }))
  for (const { at, thread: place, opening } of drafts.sort((a, b) => a.at - b.at)) {
    const thread = threads[place]
    if (!thread) continue
    no += random.int(1, 14)
    const country = random.weighted(WEIGHTS)
    const common = {
      no,
      now: boardTime(at),
      name: 'Anonymous',
      time: Math.floor(at / 1000),
      id: random.token(8),
      country,
      country_name: COUNTRIES[country][0],
    }
    if (opening) {
      thread.no = no
      thread.posts.push({
        ...common,
        sub: opening.sub,
        com: opening.com,
        resto: 0,
        semantic_url: opening.sub.toLowerCase().replace(/\W+/g, '-'),
      })
    } else
      thread.posts.push({
        ...common,
        com: answer(thread, dump, at > targets.firstAt, random),
        resto: thread.no,
      })
  }
  for (const thread of threads)
    Object.assign(thread.posts[0] ?? {}, { replies: thread.posts.length - 1, images: 0 })
  return threads
}

function answer(thread: ForumThread, dump: Dump, tagged: boolean, random: Random): string {
  const lines: string[] = []
  if (random.chance(0.6)) lines.push(quotelink(random.pick(thread.posts.slice(-12)).no))
  if (random.chance(0.25)) lines.push(greentext(sentence(talk, 'detail', random)))
  lines.push(escapeHtml(sentence(talk, 'line', random)))
  if (random.chance(0.12)) lines.push(broken(random.chance(0.6) ? dump.paste : dump.archive))
  if (tagged && random.chance(0.08)) lines.push('The tag is #MacronLeaks on the bird site.')
  return lines.join('<br>')
}

/** `05/05/17(Fri)14:33:40`, in New York's time. */
function boardTime(at: number): string {
  const [date = '', time = ''] = localStamp(at, -4).split(' ')
  const day = new Date(at - 4 * 3_600_000).toUTCString().slice(0, 3)
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(2, 4)}(${day})${time}`
}
