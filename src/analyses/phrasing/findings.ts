import type { FindingCoverage, Text } from '../../model/finding.ts'
import { clipped } from '../../words/clipped.ts'
import { harmless } from '../../words/harmless.ts'
import type { Asked } from '../analysis.ts'
import { type Found, onePost, somePosts } from '../find.ts'
import type { NearTextGroups } from '../near-text-groups.ts'
import { about, accountName, inZone } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import type { Titled, Tracker } from './pages.ts'
import type { Group, Member, Totals } from './rows.ts'

const WORDS_SHOWN = 72
/** Posts that a finding names one by one. */
const NAMED = 200
const SITES_NAMED = 8

const INNOCENT: Text = {
  en: 'The same words are no proof of a common author: people paste what they like, newsrooms print the same dispatch, buttons fill in a text.',
  fr: 'Les mêmes mots ne prouvent pas un même auteur : on recopie ce qui plaît, les rédactions reprennent une même dépêche, des boutons proposent un texte.',
}
const CAPTURED: Text = {
  en: 'First means first among what was captured; a post that is gone or was not captured may be earlier.',
  fr: 'Premier veut dire premier de ce qui a été capturé ; un message disparu ou non capturé peut être plus ancien.',
}

/** How many posts say what another says. */
export function overallFinding(
  asked: Asked,
  compared: NearTextGroups,
  totals: Totals,
  all: { posts: number; groups: readonly Group[]; members: readonly Member[] },
  coverage: FindingCoverage,
): Found {
  const { posts, groups, shared, quotations, wire } = totals
  return {
    slot: 'alike',
    tell: {
      en: t =>
        t.say`Of ${t.counted(compared.posts, 'post or page', 'posts and pages')} with words of their own${about(t, asked)}, ${t.n(posts)} (${t.percent(posts / compared.posts, 1)}) say what another says, word for word or nearly: ${t.counted(groups, 'text', 'texts')}, ${t.n(shared)} of them by several accounts.`,
      fr: t =>
        t.say`Sur ${t.counted(compared.posts, 'message ou page', 'messages et pages')} ayant leurs propres mots${about(t, asked)}, ${t.n(posts)} (${t.percent(posts / compared.posts, 1)}) disent ce que dit un autre, mot pour mot ou presque : ${t.counted(groups, 'texte', 'textes')}, dont ${t.n(shared)} par plusieurs comptes.`,
    },
    numbers: {
      posts_compared: compared.posts,
      posts_short: compared.short,
      posts_alike: posts,
      groups,
      groups_shared: shared,
      quotations,
      wire_posts: wire,
    },
    evidence: [
      ...all.members.slice(0, NAMED).map(onePost),
      somePosts({ about: true, kinds: ['post', 'quote', 'reply', 'page'] }, all.posts),
    ],
    coverage,
    caveats: [
      {
        en: 'Reposts are not counted, nor are texts under five words; a quotation that credits its source is no copy.',
        fr: 'Les relais ne comptent pas, ni les textes de moins de cinq mots ; une citation qui donne sa source n’est pas une copie.',
      },
      INNOCENT,
    ],
  }
}

/** One text, who has it, since when, how fast. */
export function groupFinding(
  group: Group,
  members: readonly Member[],
  coverage: FindingCoverage,
  isTold: boolean,
): Found {
  const half_s = (group.half_at - group.first_at) / 1000
  return {
    slot: `said-${group.group}`,
    tell: {
      en: t =>
        t.say`“${quoted(group.said)}” and its variants: ${t.counted(group.posts, 'post', 'posts')} by ${t.counted(group.accounts, 'account or site', 'accounts and sites')}${where(t, group)}, the first captured at ${t.dateTime(group.first_at)}${inZone(t)}${byWhom(t, group)}, half of them within ${t.span(half_s)}${credits(t, group)}.`,
      fr: t =>
        t.say`« ${quoted(group.said)} » et ses variantes : ${t.counted(group.posts, 'message', 'messages')} de ${t.counted(group.accounts, 'compte ou site', 'comptes et sites')}${where(t, group)}, le premier capturé le ${t.dateTime(group.first_at)}${inZone(t)}${byWhom(t, group)}, la moitié en ${t.span(half_s)}${credits(t, group)}.`,
    },
    numbers: {
      posts: group.posts,
      accounts: group.accounts,
      variants: group.variants,
      platforms: group.platforms,
      languages: group.langs,
      least_similarity: group.least_similarity,
      first_at: group.first_at,
      last_at: group.last_at,
      half_s,
      ...(group.sites > 0
        ? { sites: group.sites, pages: group.pages, sites_10min: sitesAtOnce(members) }
        : {}),
      ...(group.wire > 0 ? { wire_posts: group.wire } : {}),
    },
    about: {
      posts: members.slice(0, NAMED).map(member => `${member.platform}:${member.post_id}`),
      ...(group.first_account_id ? { accounts: [`${group.first_platform}:${group.first_account_id}`] } : {}),
    },
    evidence: members.slice(0, NAMED).map(onePost),
    coverage,
    caveats: [INNOCENT, CAPTURED],
    ...(isTold ? { story: 43 } : {}),
  }
}

const quoted = (text: string) => harmless(clipped(text.replace(/https?:\/\/\S+/g, '').trim(), WORDS_SHOWN))

function where(t: Teller, { platforms, sites, langs }: Group): Said {
  const french = t.lang === 'fr'
  const on =
    platforms > 1
      ? french
        ? t.say` sur ${t.n(platforms)} plateformes`
        : t.say` on ${t.n(platforms)} platforms`
      : sites > 1
        ? french
          ? t.say`, tous des pages de ${t.n(sites)} sites`
          : t.say`, pages of ${t.n(sites)} sites`
        : t.say``
  if (langs < 2) return on
  return french ? t.say`${on}, en ${t.n(langs)} langues` : t.say`${on}, in ${t.n(langs)} languages`
}

/** The first of several at one moment is nobody. */
function byWhom(t: Teller, group: Group): Said {
  const {
    first_platform: platform,
    first_post_id,
    first_account_id: account_id,
    first_handle: handle,
  } = group
  if (first_post_id === null || platform === null)
    return t.lang === 'fr' ? t.say`, par plusieurs à la fois` : t.say`, by several at once`
  const name = accountName({ handle, account_id, platform })
  if (name === null) return t.say``
  return t.lang === 'fr' ? t.say`, par ${t.name(name)}` : t.say`, by ${t.name(name)}`
}

function credits(t: Teller, { wire, quotations }: Group): Said {
  const french = t.lang === 'fr'
  const agency = wire
    ? french
      ? t.say` ; ${t.n(wire)} ${t.plural(wire, 'crédite', 'créditent')} une agence de presse`
      : t.say`; ${t.n(wire)} ${t.plural(wire, 'credits', 'credit')} a news agency`
    : t.say``
  if (!quotations) return agency
  return french
    ? t.say`${agency} ; ${t.n(quotations)} ${t.plural(quotations, 'cite', 'citent')} avec la source`
    : t.say`${agency}; ${t.n(quotations)} ${t.plural(quotations, 'quotes', 'quote')} with credit`
}

const TEN_MINUTES = 600_000

/** The most sites that published within any closed ten minutes; members are in order of time. */
export function sitesAtOnce(members: readonly Member[]): number {
  const pages = members.filter(({ kind }) => kind === 'page')
  return Math.max(
    0,
    ...pages.map(
      (page, from) =>
        new Set(
          pages
            .slice(from)
            .filter(({ at }) => at <= page.at + TEN_MINUTES)
            .map(({ account_id }) => account_id),
        ).size,
    ),
  )
}

/** One measuring or advertising id on several sites. */
export function trackerFinding(
  asked: Asked,
  tracker: Tracker & { names: string[] },
  coverage: FindingCoverage,
): Found {
  const { names, sites, pages } = tracker
  const list = (t: Teller) =>
    names
      .slice(0, SITES_NAMED)
      .map(name => t.say`${t.name(name)}`)
      .reduce((all, one) => t.say`${all}, ${one}`)
  return {
    slot: `tracker-${tracker.tracker}`,
    tell: {
      en: t =>
        t.say`${t.n(sites)} sites with pages${about(t, asked)} carry one measuring or advertising id, ${t.name(tracker.tracker)}: ${list(t)}${sites > SITES_NAMED ? ', …' : ''}.`,
      fr: t =>
        t.say`${t.n(sites)} sites ayant des pages${about(t, asked)} portent un même identifiant de mesure ou de publicité, ${t.name(tracker.tracker)} : ${list(t)}${sites > SITES_NAMED ? ', …' : ''}.`,
    },
    numbers: { sites, pages, first_at: tracker.first_at, last_at: tracker.last_at },
    about: {
      accounts: names.slice(0, NAMED).map(name => `web:${name}`),
      objects: [`tracker:${tracker.tracker}`],
    },
    evidence: [
      somePosts({ about: true, kinds: ['page'], object: { kind: 'tracker', value: tracker.tracker } }, pages),
    ],
    coverage,
    caveats: [
      {
        en: 'Whoever holds the id can count the visits of all these sites. It may be a common agency, host or template, or code that was copied; it does not say who owns them.',
        fr: 'Qui détient l’identifiant peut compter les visites de tous ces sites. Ce peut être une agence, un hébergeur ou un modèle communs, ou du code recopié ; cela ne dit pas à qui ils sont.',
      },
    ],
  }
}

/** Titles that repeat the tag. */
export function titlesFinding(
  asked: Asked,
  titled: number,
  stuffed: readonly Titled[],
  coverage: FindingCoverage,
): Found {
  const sites = new Set(stuffed.map(({ site }) => site)).size
  return {
    slot: 'titles',
    tell: {
      en: t =>
        t.say`${t.n(stuffed.length)} of ${t.counted(titled, 'page', 'pages')}${about(t, asked)}, on ${t.counted(sites, 'site', 'sites')}, say the subject more than once in the title, as pages do that want to be found by it.`,
      fr: t =>
        t.say`${t.n(stuffed.length)} ${t.plural(stuffed.length, 'page', 'pages')} sur ${t.n(titled)}${about(t, asked)}, de ${t.counted(sites, 'site', 'sites')}, ${t.plural(stuffed.length, 'répète', 'répètent')} le sujet dans ${t.plural(stuffed.length, 'son titre', 'leur titre')}, comme le font les pages qui veulent être trouvées par lui.`,
    },
    numbers: { pages_titled: titled, pages_stuffed: stuffed.length, sites },
    about: { posts: stuffed.slice(0, NAMED).map(page => `${page.platform}:${page.post_id}`) },
    evidence: stuffed.slice(0, NAMED).map(onePost),
    coverage,
    caveats: [
      {
        en: 'A title may repeat a word for other reasons, and a page found early is not read more for that.',
        fr: 'Un titre peut répéter un mot pour d’autres raisons, et une page trouvée tôt n’en est pas plus lue.',
      },
    ],
  }
}
