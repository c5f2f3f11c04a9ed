import { END, localStamp, stamp } from './clock.ts'
import { COPY_KINDS, copyOf } from './copies.ts'
import { sentence } from './grammar.ts'
import { inventedNoun, inventedWord } from './names.ts'
import { type Language, phrases } from './phrases/index.ts'
import { type Dump, HASHTAG } from './places.ts'
import type { Copy, Role } from './post.ts'
import { PUSHED_TEXTS } from './pushed-texts.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

export interface FacebookPage {
  id: string
  name: string
  userName: string
  language: Language
  country: string
  category: string
  createdAt: number
  followers: number
  role: Role
  group?: string
}

export interface FacebookPost {
  page: FacebookPage
  id: string
  url: string
  at: number
  message: string
  link: string
  linkText: string
  likes: number
  comments: number
  shares: number
  copy?: Copy
}

const COUNTRY: Readonly<Record<Language, string>> = {
  en: 'US',
  fr: 'FR',
  es: 'ES',
  de: 'DE',
  it: 'IT',
  ru: 'RU',
  nl: 'NL',
  pl: 'PL',
}
const MIX: Readonly<Record<Language, number>> = { en: 42, fr: 44, es: 4, de: 3, it: 3, ru: 1, nl: 2, pl: 1 }
const CATEGORIES = [
  'NEWS_SITE',
  'POLITICAL_ORGANIZATION',
  'COMMUNITY',
  'MEDIA_NEWS_COMPANY',
  'BLOGGER',
  'CAUSE',
]
const HOUR = 3_600_000

function drawPage(language: Language, random: Random, group?: string): FacebookPage {
  const name = `${inventedNoun(random)} ${inventedWord(random)}`
  return {
    id: String(100_000_000_000_000 + random.int(1, 900_000_000_000)),
    name,
    userName: `${name.replace(' ', '.')}.${random.int(10, 999)}`,
    language,
    country: COUNTRY[language],
    category: random.pick(CATEGORIES),
    createdAt: Date.UTC(2010, 0, 1) + random.int(0, 2_300) * 86_400_000,
    followers: Math.floor(random.lognormal(14_000, 1.4)),
    role: group ? 'pushed page' : 'page',
    ...(group ? { group } : {}),
  }
}

/** Public pages' posts, as CrowdTangle saw them: later than X, fewer, with two groups that paste one text. */
export function drawFacebook(
  targets: Targets,
  dump: Dump,
  pageUrls: readonly string[],
  random: Random,
): FacebookPost[] {
  const count = Math.max(40, Math.round(450 * targets.scale))
  const pages = Array.from({ length: Math.ceil(count / 4) }, () => drawPage(random.weighted(MIX), random))
  const begin = targets.firstAt + 52 * 60_000
  const moment = () => Math.floor(begin + (END - begin) * random.next() ** 2.2)
  const posts = Array.from({ length: count }, () => {
    const page = random.pick(pages)
    const at = Math.max(moment(), page.language === 'fr' ? targets.frenchAt + HOUR : 0)
    return write(page, at, ordinaryMessage(page.language, random), pickLink(dump, pageUrls, random), random)
  })
  const pasted = (['en', 'fr'] as const).flatMap((language, i) =>
    paste(language, `facebook-pushed-${i + 1}`, targets, dump, random),
  )
  return [...posts, ...pasted].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

const pickLink = (dump: Dump, pageUrls: readonly string[], random: Random): string =>
  random.chance(0.3)
    ? ''
    : random.chance(0.35)
      ? random.pick([dump.paste, dump.archive])
      : random.pick(pageUrls)

function ordinaryMessage(language: Language, random: Random): string {
  const count = random.int(1, 3)
  const body = Array.from({ length: count }, () => sentence(phrases[language], 'post', random)).join(' ')
  return random.chance(0.8) ? `${body} #${HASHTAG}` : body
}

function paste(
  language: 'en' | 'fr',
  group: string,
  targets: Targets,
  dump: Dump,
  random: Random,
): FacebookPost[] {
  const pages = Array.from({ length: Math.max(5, Math.round(14 * targets.groupScale)) }, () =>
    drawPage(language, random, group),
  )
  return PUSHED_TEXTS[language].slice(0, 3).flatMap((model, i) => {
    const order = targets.firstAt + (3 + i * 4.5 + random.next()) * HOUR
    return pages
      .filter(() => random.chance(0.85))
      .map(page => {
        const kind = random.chance(0.5) ? ('exact' as const) : random.pick(COPY_KINDS)
        const message = `${copyOf(model, kind, language, random)} #${HASHTAG}`
        return write(page, Math.floor(order + random.exponential(240_000)), message, dump.archive, random, {
          group: `text-${language}-${i + 1}`,
          kind,
        })
      })
  })
}

function write(
  page: FacebookPage,
  at: number,
  message: string,
  link: string,
  random: Random,
  copy?: Copy,
): FacebookPost {
  const id = String(random.int(1_000_000_000, 9_999_999_999)) + String(random.int(10_000, 99_999))
  const likes = Math.floor(random.lognormal(page.followers / 700, 1.1))
  return {
    page,
    id,
    url: `https://www.facebook.com/${page.id}/posts/${id}`,
    at,
    message,
    link,
    linkText: link ? sentence(phrases[page.language], 'remark', random) : '',
    likes,
    comments: Math.floor(likes * random.between(0.05, 0.4)),
    shares: Math.floor(likes * random.between(0.1, 0.9)),
    ...(copy ? { copy } : {}),
  }
}

const HEADER = [
  'Page Name',
  'User Name',
  'Facebook Id',
  'Page Category',
  'Page Admin Top Country',
  'Page Description',
  'Page Created',
  'Likes at Posting',
  'Followers at Posting',
  'Post Created',
  'Post Created Date',
  'Post Created Time',
  'Type',
  'Total Interactions',
  'Likes',
  'Comments',
  'Shares',
  'Love',
  'Wow',
  'Haha',
  'Sad',
  'Angry',
  'Care',
  'Video Share Status',
  'Is Video Owner?',
  'Post Views',
  'Total Views',
  'Total Views For All Crossposts',
  'Video Length',
  'URL',
  'Message',
  'Link',
  'Final Link',
  'Image Text',
  'Link Text',
  'Description',
  'Sponsor Id',
  'Sponsor Name',
  'Sponsor Category',
  'Overperforming Score (weighted  —  Likes 1x Shares 1x Comments 1x Love 1x Wow 1x Haha 1x Sad 1x Angry 1x Care 1x )',
]

/** The columns of CrowdTangle's historical export. Its times are New York's: EDT in May. */
export function* facebookLines(posts: readonly FacebookPost[]): Generator<(string | number)[]> {
  yield HEADER
  for (const post of posts) {
    const { page } = post
    const [date = '', time = ''] = localStamp(post.at, -4).split(' ')
    const total = post.likes + post.comments + post.shares
    yield [
      page.name,
      page.userName,
      page.id,
      page.category,
      page.country,
      '',
      stamp(page.createdAt).slice(0, 19).replace('T', ' '),
      Math.floor(page.followers * 0.97),
      page.followers,
      `${date} ${time} EDT`,
      date,
      time,
      post.link ? 'Link' : 'Status',
      total.toLocaleString('en-US'),
      post.likes,
      post.comments,
      post.shares,
      0,
      0,
      0,
      0,
      0,
      0,
      '',
      '-',
      0,
      0,
      0,
      '',
      post.url,
      post.message,
      post.link,
      post.link,
      '',
      post.linkText,
      '',
      '',
      '',
      '',
      (total / (1 + page.followers / 200)).toFixed(2),
    ]
  }
}
