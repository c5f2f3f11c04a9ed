import { PASSAGE_WORDS } from '../../kernels/near-text/passages.ts'
import type { Span } from '../../kernels/near-text/places.ts'
import type { Row } from '../../model/finding.ts'
import { type Asked, defineAnalysis, nothingFound } from '../analysis.ts'
import { dumpCoverage } from '../dump.ts'
import { askTexts, textsOf, titleOf } from '../dump-texts.ts'
import { finder } from '../find.ts'
import { excerptAround } from '../side-by-side.ts'
import { documentFinding, overallFinding } from './findings.ts'
import { byDocument, findQuotes, isEarlier, type Quote, type QuotedDocument } from './quotes.ts'

/** Quotes in the table; documents that are shown beside their posts, and posts of each; documents that are told. */
const LISTED = 500
const SHOWN = 12
const BESIDE = 8
const TOLD = 5
const PASSAGE_SHOWN = 280

/** Which documents of the dump do posts quote? */
export const quoted = defineAnalysis({
  id: 'quoted',
  version: 1,
  question: {
    en: 'Which documents did posts quote?',
    fr: 'Quels documents les messages citent-ils ?',
  },
  params: {
    fewest_words: {
      default: PASSAGE_WORDS,
      help: {
        en: 'Words in a row that a passage must have, twelve at the least',
        fr: 'Mots de suite qu’un passage doit avoir, douze au moins',
      },
    },
    common_passage: {
      default: 20,
      help: {
        en: 'Words in a row that more documents hold are a form’s, and no document’s own',
        fr: 'Des mots de suite présents dans plus de documents sont ceux d’un formulaire, et d’aucun document en propre',
      },
    },
  },
  needs: ['post.text', 'fact.value'],
  numbers: {
    posts: {
      unit: 'count',
      en: 'posts that hold a document’s words',
      fr: 'messages qui portent les mots d’un document',
    },
    accounts: {
      unit: 'count',
      en: 'accounts or sites that posted them',
      fr: 'comptes ou sites qui les ont publiés',
    },
    documents: {
      unit: 'count',
      en: 'documents whose words they hold',
      fr: 'documents dont ils portent les mots',
    },
    planted: { unit: 'count', en: 'of these, that are decoys', fr: 'parmi eux, qui sont des leurres' },
    altered: {
      unit: 'count',
      en: 'of these, that differ from an original',
      fr: 'parmi eux, qui diffèrent d’un original',
    },
    earlier: {
      unit: 'count',
      en: 'posts that are earlier than the document says that it was saved',
      fr: 'messages antérieurs à l’heure où le document se dit enregistré',
    },
    longest_words: {
      unit: 'count',
      en: 'words of the longest passage',
      fr: 'mots du plus long passage',
    },
    first_at: {
      unit: 'ms UTC',
      en: 'time of the first of these posts',
      fr: 'heure du premier de ces messages',
    },
  },
  run: asked =>
    askTexts(asked.store, async files => {
      const { store, params } = asked
      const fewestWords = Math.max(PASSAGE_WORDS, params.fewest_words)
      const quotes = await findQuotes(store, files, { fewestWords, commonPassage: params.common_passage })
      if (quotes.length === 0)
        return nothingFound({
          en: `No captured post holds ${fewestWords} words in a row of any of the ${files.length} documents with words.`,
          fr: `Aucun message capturé ne porte ${fewestWords} mots de suite d’un des ${files.length} documents ayant des mots.`,
        })
      const best = quotes.filter(({ isBest }) => isBest)
      // Of equal ones, those first quoted stay before.
      const documents = byDocument(best).sort((a, b) => b.quotes.length - a.quotes.length)
      const shown = documents.slice(0, SHOWN)
      const coverage = {
        ...(await postCoverage(asked)),
        documents: (await dumpCoverage(asked)).documents ?? 0,
      }
      const find = finder('quoted', asked)
      return {
        status: 'found',
        rows: quotes.map(rowOf),
        findings: [
          find(overallFinding(best, coverage)),
          ...documents
            .filter(({ quotes }) => quotes.length > 1)
            .slice(0, TOLD)
            .map(one => find(documentFinding(one, coverage))),
        ],
        figures: {
          quotes: quotes.slice(0, LISTED).map(tableRow),
          quoted: shown.map(groupRow),
          beside: await besideRows(asked, shown),
        },
      }
    }),
  method: {
    en: `Every captured post and page in its own words (no repost), on the subject or not, is compared with the text of every document of the dump. A post quotes a document when both hold the same \`fewest_words\` words in a row or more, links, mentions, capitals, punctuation and look-alike letters put aside, as in “Who said it in the same words?”; a sign of a script without blanks is a third of a word. Candidates are found by winnowed fingerprints of eight words (Schleimer, Wilkerson & Aiken 2003), which miss no passage of twelve, and each is verified word by word in both texts. Words in a row that stand in more than \`common_passage\` different documents (a disclaimer, a form) lead to none of them; a post is compared with the 16 documents that hold most of it. Files of the same bytes count once.

Where several documents hold a post’s passage, as the versions of one text do, the post counts for the one that holds most of its words, of equal ones the earliest; the rows name all. The verdict is that of “Which documents are authentic, altered or planted?”.`,
    fr: `Chaque message ou page capturé ayant ses propres mots (pas un relais), sur le sujet ou non, est comparé au texte de chaque document de la fuite. Un message cite un document quand les deux portent les mêmes \`fewest_words\` mots de suite ou plus, liens, mentions, capitales, ponctuation et lettres sosies mis à part, comme dans « Qui l’a dit dans les mêmes mots ? » ; un signe d’une écriture sans espaces compte pour un tiers de mot. Les candidats sont trouvés par des empreintes de huit mots gardées par winnowing (Schleimer, Wilkerson & Aiken 2003), qui ne manquent aucun passage de douze, et chacun est vérifié mot à mot dans les deux textes. Des mots de suite présents dans plus de \`common_passage\` documents différents (une mention légale, un formulaire) ne mènent à aucun ; un message est comparé aux 16 documents qui en portent le plus. Des fichiers de mêmes octets comptent une fois.

Quand plusieurs documents portent le passage d’un message, comme les versions d’un même texte, le message compte pour celui qui porte le plus de ses mots, à égalité le plus ancien ; les lignes les nomment tous. Le verdict est celui de « Quels documents sont authentiques, altérés ou des leurres ? ».`,
  },
})

const COVERED = 'SELECT count(*) AS posts, min("at") AS first, max("at") AS last FROM post'

async function postCoverage({ store }: Asked) {
  const { posts, first, last } = await store.row<{ posts: number; first: number; last: number }>(COVERED)
  return { posts, from: first, to: last }
}

function rowOf({ post, document, passages, words, isBest }: Quote): Row {
  const [longest] = passages
  return {
    document: document.document,
    platform: post.platform,
    post_id: post.post_id,
    account_id: post.account_id,
    at: post.at,
    words,
    longest_words: longest?.words ?? 0,
    document_from: longest?.one.from ?? 0,
    document_to: longest?.one.to ?? 0,
    post_from: longest?.other.from ?? 0,
    post_to: longest?.other.to ?? 0,
    best: isBest,
    saved_at: document.saved_at,
    verdict: document.verdict,
    source: post.source,
    row: post.row,
  }
}

function tableRow({ post, document, passages, words }: Quote): Row {
  const { from = 0, to = 0 } = passages[0]?.other ?? {}
  return {
    at: post.at,
    platform: post.platform,
    account: post.handle ?? post.account_id,
    passage: post.text.slice(from, to).slice(0, PASSAGE_SHOWN),
    words,
    document: document.document,
    saved_at: document.saved_at,
  }
}

function groupRow({ document, quotes }: QuotedDocument): Row {
  return {
    document: document.document,
    title: titleOf(document).slice(0, 200),
    verdict: document.verdict,
    posts: quotes.length,
    earlier: quotes.filter(isEarlier).length,
  }
}

/** Each document's passage as it stands there, then the posts that have it, the earliest first. */
async function besideRows({ store }: Asked, documents: readonly QuotedDocument[]): Promise<Row[]> {
  const texts = await textsOf(
    store,
    documents.map(({ document }) => document.i),
  )
  return documents.flatMap(({ document, quotes }) => [
    {
      document: document.document,
      platform: null,
      post_id: null,
      handle: document.who,
      at: document.saved_at,
      lang: null,
      words: null,
      ...marked(texts.get(document.i) ?? '', quotes[0]?.passages.map(({ one }) => one) ?? []),
    },
    ...quotes.slice(0, BESIDE).map(({ post, passages, words }) => ({
      document: document.document,
      platform: post.platform,
      post_id: post.post_id,
      handle: post.handle ?? post.account_id,
      at: post.at,
      lang: post.lang,
      words,
      ...marked(
        post.text,
        passages.map(({ other }) => other),
      ),
    })),
  ])
}

const marked = (text: string, spans: readonly Span[]) =>
  excerptAround(
    text,
    spans.toSorted((a, b) => a.from - b.from),
    true,
  )
