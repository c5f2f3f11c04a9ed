import { END, stamp } from './clock.ts'
import { type CopyKind, copyOf, type Model } from './copies.ts'
import type { Quotable } from './dump/index.ts'
import { sentence } from './grammar.ts'
import { inventedNoun, inventedWord } from './names.ts'
import { phrases } from './phrases/index.ts'
import { type Dump, HASHTAG } from './places.ts'
import type { Copy } from './post.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

export interface Site {
  host: string
  name: string
  language: 'en' | 'fr'
  /** Some sites that seem independent are measured by one account. */
  analytics: string
  group?: string
}

export interface Page {
  site: Site
  url: string
  at: number
  title: string
  author: string
  paragraphs: string[]
  /** Links inside the text: the dump, or the page that is quoted with credit. */
  links: string[]
  pushed: boolean
  copy?: Copy
}

const HOUR = 3_600_000
/** Web pages have no emoji kind: the six that remain are all planted. */
const KINDS: readonly CopyKind[] = [
  'exact',
  'one word changed',
  'sentence added',
  'reordered',
  'punctuation and case',
  'homoglyphs',
]

const PRESS_COPY: { readonly en: Model; readonly fr: Model } = {
  en: [
    'A massive archive of campaign documents was {published|released} on Friday evening, and the whole world is talking about it.',
    'The nine gigabytes hold letters, {budgets|contracts} and photographs that were never meant to be seen by voters.',
    'While the national press keeps silent, independent readers on every continent have begun to sort the folders one by one.',
    'The hashtag has reached the top of the {lists|charts} in several countries within a few hours of its first use.',
    'Anybody can download the documents from the archive and form an opinion before the polling stations open on Sunday morning.',
  ],
  fr: [
    'Une archive massive de documents de campagne a été {publiée|diffusée} vendredi soir, et le monde entier en parle.',
    'Les neuf gigaoctets contiennent des lettres, des {budgets|contrats} et des photographies que les électeurs ne devaient jamais voir.',
    'Pendant que la presse nationale se tait, des lecteurs indépendants de tous les continents trient les dossiers un par un.',
    'Le mot-dièse est arrivé en tête des {classements|tendances} dans plusieurs pages quelques heures après sa première apparition.',
    'Chacun peut télécharger les documents dans l’archive et se faire une opinion avant l’ouverture des bureaux de vote dimanche matin.',
  ],
}

function drawSites(random: Random): Site[] {
  const hosts = new Set<string>()
  const shared = [`UA-${random.int(10_000_000, 99_999_999)}-1`, `UA-${random.int(10_000_000, 99_999_999)}-1`]
  return Array.from({ length: 30 }, (_, i) => {
    let name = ''
    let host = ''
    do {
      name = `${inventedNoun(random)} ${inventedWord(random)}`
      host = `${name.toLowerCase().replace(' ', '-')}.${['example', 'invalid', 'test'][i % 3]}`
    } while (hosts.has(host))
    hosts.add(host)
    // The first thirteen push the copy; nine of them share two measuring accounts.
    const pushed = i < 13
    return {
      host,
      name,
      language: i % 2 === 0 ? ('en' as const) : ('fr' as const),
      analytics:
        (i < 9 ? shared[i % 2] : undefined) ?? `UA-${random.int(10_000_000, 99_999_999)}-${random.int(1, 4)}`,
      ...(pushed ? { group: `sites-${(i % 2) + 1}` } : {}),
    }
  })
}

/** Sixty pages on thirty invented sites: pushed copies, honest quotations, and pages of their own. */
export function drawBlogs(targets: Targets, dump: Dump, random: Random): Page[] {
  const sites = drawSites(random)
  const pushing = sites.filter(site => site.group)
  const others = sites.filter(site => !site.group)
  const start = targets.firstAt + 1.6 * HOUR
  const taken = new Set<string>()
  const page = (
    site: Site,
    at: number,
    title: string,
    paragraphs: string[],
    more: Partial<Page> = {},
  ): Page => {
    const slug = title
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '')
    let url = `https://${site.host}/2017/05/${slug}`
    while (taken.has(url)) url += `-${random.int(2, 9)}`
    taken.add(url)
    return {
      site,
      url,
      at: Math.floor(at),
      title,
      author: inventedWord(random),
      paragraphs,
      links: [],
      pushed: false,
      ...more,
    }
  }
  const own = (site: Site, count: number) =>
    Array.from({ length: count }, () =>
      Array.from({ length: random.int(2, 4) }, () =>
        `${sentence(phrases[site.language], 'post', random)}.`.replace(/([?.])\.$/, '$1'),
      ).join(' '),
    )

  const copies = Array.from({ length: 26 }, (_, i) => {
    const site = pushing[i % pushing.length] ?? random.pick(pushing)
    const kind = i < 2 ? 'exact' : (KINDS[Math.floor(i / 2) % KINDS.length] ?? 'exact')
    const title = site.language === 'en' ? stuffed('en', i, random) : stuffed('fr', i, random)
    const text = copyOf(PRESS_COPY[site.language], kind, site.language, random)
    const paragraphs = random.chance(0.5) ? [text, ...own(site, 1)] : [...own(site, 1), text]
    return page(site, start + random.exponential(3.5) * HOUR, title, paragraphs, {
      pushed: true,
      links: [dump.paste, dump.archive].slice(0, random.int(1, 2)),
      copy: { group: `page-${site.language}-1`, kind },
    })
  })
  const originals = Array.from({ length: 24 }, () => {
    const site = random.pick(others)
    return page(
      site,
      start + random.exponential(10) * HOUR,
      sentence(phrases[site.language], 'post', random),
      own(site, random.int(2, 5)),
      {
        links: random.chance(0.3) ? [dump.archive] : [],
      },
    )
  })
  const quoting = Array.from({ length: 5 }, () => {
    const source = random.pick(originals)
    const site = random.pick(others.filter(other => other !== source.site))
    const words =
      source.site.language === 'en' ? `As ${source.site.name} wrote` : `Comme l’écrit ${source.site.name}`
    return page(
      site,
      source.at + random.exponential(5) * HOUR,
      `${source.site.name}: ${source.title.slice(0, 40)}`,
      [...own(site, 2), `${words}: “${source.paragraphs[0] ?? ''}”`],
      { links: [source.url] },
    )
  })
  const news = Array.from({ length: 5 }, () => {
    const site = random.pick(others)
    return page(
      site,
      start + random.exponential(12) * HOUR,
      site.language === 'en'
        ? `Weather and traffic for ${random.pick(phrases.en.place ?? [])}`
        : `Météo et circulation à ${random.pick(phrases.fr.place ?? [])}`,
      own(site, 2),
    )
  })
  return [...copies, ...originals, ...quoting, ...news]
    .map(written => ({ ...written, at: Math.min(written.at, END) }))
    .sort((a, b) => a.at - b.at)
}

/** A page that quotes a leaked paper: which, and where the page is. */
export interface PageQuote {
  document: string
  url: string
}

/** Has some pages end with a paragraph of a leaked paper, the first paper three times; returns which quotes which. */
export function quoteDump(
  pages: readonly Page[],
  quotable: readonly Quotable[],
  random: Random,
): PageQuote[] {
  const [first] = quotable
  const wanted = first ? [first, first, ...quotable] : []
  const quoting = random.shuffled(pages.filter(({ pushed }) => !pushed))
  return wanted.flatMap(({ path, text }, n) => {
    const page = quoting[n]
    if (!page) return []
    page.paragraphs.push(`${page.site.language === 'en' ? 'From the files' : 'Dans les fichiers'}: “${text}”`)
    return [{ document: path, url: page.url }]
  })
}

/** Titles stuffed with the tag, to be found first. */
function stuffed(language: 'en' | 'fr', i: number, random: Random): string {
  const word = random.pick(
    language === 'en'
      ? ['documents', 'download', 'archive', 'emails', 'full list']
      : ['documents', 'téléchargement', 'archive', 'courriels', 'liste complète'],
  )
  return (
    [
      `#${HASHTAG} ${HASHTAG} ${word}`,
      `${HASHTAG}: #${HASHTAG} ${word} 2017`,
      `#${HASHTAG} | ${word} | ${HASHTAG}`,
    ][i % 3] ?? ''
  )
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function pageHtml(page: Page, i: number): string {
  const { site } = page
  const when = stamp(page.at).replace('.000Z', '+00:00')
  const meta = i % 4 === 3 ? '' : `<meta property="article:published_time" content="${when}">\n`
  return `<!DOCTYPE html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(page.title)} - ${escapeHtml(site.name)}</title>
<meta property="og:site_name" content="${escapeHtml(site.name)}">
<meta property="og:title" content="${escapeHtml(page.title)}">
<meta name="author" content="${page.author}">
${meta}<link rel="canonical" href="${page.url}">
<script>window.ga=window.ga||function(){};ga('create','${site.analytics}','auto');ga('send','pageview');</script>
</head>
<body>
<header><a href="https://${site.host}/">${escapeHtml(site.name)}</a></header>
<article>
<h1>${escapeHtml(page.title)}</h1>
<p class="meta">${page.author}, <time datetime="${when}">${when.slice(0, 10)}</time></p>
${page.paragraphs.map(text => `<p>${escapeHtml(text)}</p>`).join('\n')}
${page.links.map(link => `<p><a href="${link}">${link}</a></p>`).join('\n')}
</article>
<footer>${escapeHtml(site.name)}</footer>
</body>
</html>
`
}
