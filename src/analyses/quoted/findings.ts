import type { FindingCoverage, Text } from '../../model/finding.ts'
import { clipped } from '../../words/clipped.ts'
import { titleOf } from '../dump-texts.ts'
import { type Found, onePassage, onePost } from '../find.ts'
import { accountName, inZone } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import { byDocument, isEarlier, type Quote, type QuotedDocument, type QuotingPost } from './quotes.ts'

const TITLE = 72
/** Posts and documents that a finding names one by one. */
const NAMED = 100
const DOCUMENTS = 20

const THIRD: Text = {
  en: 'Both may repeat a third text: a speech, a law, an agency’s story. That a post holds a document’s words does not say that its author had the document.',
  fr: 'Les deux peuvent reprendre un troisième texte : un discours, une loi, une dépêche. Qu’un message porte les mots d’un document ne dit pas que son auteur avait le document.',
}
const CAPTURED: Text = {
  en: 'First means first among what was captured. Quotations of fewer than twelve words in a row, translations, summaries and pictures of a page are not seen.',
  fr: 'Premier veut dire premier de ce qui a été capturé. Les citations de moins de douze mots de suite, les traductions, les résumés et les images d’une page ne se voient pas.',
}

const accountsOf = (posts: readonly QuotingPost[]): number =>
  new Set(
    posts.flatMap(({ platform, account_id }) => (account_id === null ? [] : `${platform}:${account_id}`)),
  ).size

const by = (t: Teller, post: QuotingPost): Said => {
  const name = accountName(post)
  const on = t.platform(post.platform)
  if (t.lang === 'fr') return name === null ? t.say` sur ${on}` : t.say` sur ${on} par ${t.name(name)}`
  return name === null ? t.say` on ${on}` : t.say` on ${on} by ${t.name(name)}`
}

/** How many posts hold passages of how many documents, who was first, and what is known of those documents. */
export function overallFinding(best: readonly Quote[], coverage: FindingCoverage): Found {
  const posts = best.map(({ post }) => post)
  const accounts = accountsOf(posts)
  const documents = byDocument(best).map(({ document }) => document)
  const count = (verdict: string) => documents.filter(document => document.verdict === verdict).length
  const [planted, altered] = [count('planted'), count('altered')]
  const earlier = best.filter(isEarlier).length
  const first = posts[0]
  return {
    slot: 'passages',
    tell: {
      en: t =>
        t.say`${t.counted(posts.length, 'post', 'posts')} by ${t.counted(accounts, 'account or site', 'accounts and sites')} ${t.plural(posts.length, 'holds', 'hold')} passages of ${t.counted(documents.length, 'document', 'documents')} of the dump, word for word${first ? t.say`, the first captured at ${t.dateTime(first.at)}${inZone(t)}${by(t, first)}` : ''}.${known(t, planted, altered)}`,
      fr: t =>
        t.say`${t.counted(posts.length, 'message', 'messages')} de ${t.counted(accounts, 'compte ou site', 'comptes et sites')} ${t.plural(posts.length, 'porte', 'portent')} mot pour mot des passages de ${t.counted(documents.length, 'document', 'documents')} de la fuite${first ? t.say`, le premier capturé le ${t.dateTime(first.at)}${inZone(t)}${by(t, first)}` : ''}.${known(t, planted, altered)}`,
    },
    numbers: {
      posts: posts.length,
      accounts,
      documents: documents.length,
      planted,
      altered,
      earlier,
      ...(first ? { first_at: first.at } : {}),
    },
    about: { documents: documents.slice(0, NAMED).map(({ document }) => document), posts: keys(posts) },
    evidence: evidence(posts, best),
    coverage,
    caveats: [THIRD, CAPTURED, ...(earlier > 0 ? [EARLIER] : [])],
    story: 72,
  }
}

const EARLIER: Text = {
  en: 'Some of the posts are earlier than the document says that it was saved: there, the document may repeat the post, or its date may be wrong.',
  fr: 'Certains messages sont antérieurs à l’heure où le document se dit enregistré : là, le document peut reprendre le message, ou sa date être fausse.',
}

function known(t: Teller, planted: number, altered: number): Said {
  if (planted + altered === 0) return t.say``
  if (t.lang === 'fr')
    return t.say` De ces documents, ${t.n(planted)} ${t.plural(planted, 'est un leurre', 'sont des leurres')} et ${t.n(altered)} ${t.plural(altered, 'diffère', 'diffèrent')} d’un original.`
  return t.say` Of these documents, ${t.n(planted)} ${t.plural(planted, 'is a decoy', 'are decoys')} and ${t.n(altered)} ${t.plural(altered, 'differs', 'differ')} from an original.`
}

/** One document: how often, since when, how much. */
export function documentFinding({ document, quotes }: QuotedDocument, coverage: FindingCoverage): Found {
  const posts = quotes.map(({ post }) => post)
  const accounts = accountsOf(posts)
  const longest = Math.max(...quotes.map(longestOf))
  const title = clipped(titleOf(document), TITLE)
  const first = posts[0] as QuotingPost // a document is quoted by some post
  const earlier = quotes.filter(isEarlier).length
  return {
    slot: `document ${document.document}`,
    tell: {
      en: t =>
        t.say`${t.counted(posts.length, 'post', 'posts')} by ${t.counted(accounts, 'account or site', 'accounts and sites')} ${t.plural(posts.length, 'holds', 'hold')} words of “${t.name(title)}”, up to ${t.n(longest)} in a row, the first captured at ${t.dateTime(first.at)}${inZone(t)}${by(t, first)}.`,
      fr: t =>
        t.say`${t.counted(posts.length, 'message', 'messages')} de ${t.counted(accounts, 'compte ou site', 'comptes et sites')} ${t.plural(posts.length, 'porte', 'portent')} des mots de « ${t.name(title)} », jusqu’à ${t.n(longest)} de suite, le premier capturé le ${t.dateTime(first.at)}${inZone(t)}${by(t, first)}.`,
    },
    numbers: { posts: posts.length, accounts, longest_words: longest, earlier, first_at: first.at },
    about: { documents: [document.document], posts: keys(posts) },
    evidence: evidence(posts, quotes),
    coverage,
    caveats: [THIRD, CAPTURED, ...(earlier > 0 ? [EARLIER] : [])],
  }
}

const keys = (posts: readonly QuotingPost[]) =>
  posts.slice(0, NAMED).map(({ platform, post_id }) => `${platform}:${post_id}`)

/** The posts, and of each document the longest passage that a post has. */
const evidence = (posts: readonly QuotingPost[], quotes: readonly Quote[]): Found['evidence'] => [
  ...posts.slice(0, NAMED).map(onePost),
  ...byDocument(quotes)
    .slice(0, DOCUMENTS)
    .flatMap(({ document, quotes: own }) => {
      const [longest] = own.toSorted((a, b) => longestOf(b) - longestOf(a))[0]?.passages ?? []
      return longest ? [onePassage({ ...document, ...longest.one })] : []
    }),
]

const longestOf = ({ passages }: Quote): number => passages[0]?.words ?? 0
