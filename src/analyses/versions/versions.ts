import type { Row } from '../../model/finding.ts'
import { defineAnalysis, notApplicable, nothingFound } from '../analysis.ts'
import { dumpCoverage } from '../dump.ts'
import { askTexts, textsOf, titleOf } from '../dump-texts.ts'
import { finder } from '../find.ts'
import { sideBySide } from '../side-by-side.ts'
import { groupFinding, overallFinding } from './findings.ts'
import { type Group, groupVersions, type Member } from './groups.ts'

/** Groups in the table; those whose texts are shown beside one another, and the files of each; those that are told. */
const LISTED = 200
const SHOWN = 8
const BESIDE = 40
const TOLD = 5

/** Which files of the dump are versions of one text? */
export const versions = defineAnalysis({
  id: 'versions',
  version: 1,
  question: {
    en: 'Which documents are versions of one text?',
    fr: 'Quels documents sont des versions d’un même texte ?',
  },
  params: {
    fewest_words: {
      default: 20,
      help: {
        en: 'Files of fewer words of their own are not compared: they are alike by chance',
        fr: 'Les fichiers de moins de mots à eux ne sont pas comparés : ils se ressemblent par hasard',
      },
    },
    common_line: {
      default: 20,
      help: {
        en: 'A line that stands in more different texts is a letterhead, a signature or a form: it is left out',
        fr: 'Une ligne présente dans plus de textes différents est un en-tête, une signature ou un formulaire : elle est laissée de côté',
      },
    },
    least_shared: {
      default: 0.5,
      help: {
        en: 'Of its words, or of the shorter one’s, what a version must share with the representative',
        fr: 'Part de ses mots, ou de ceux du plus court, qu’une version doit partager avec le représentant',
      },
    },
    most_signs: {
      default: 400_000_000,
      help: {
        en: 'More text than this is not compared: each million signs takes about 1 MB of memory',
        fr: 'Au-delà, les textes ne sont pas comparés : chaque million de signes prend environ 1 Mo de mémoire',
      },
    },
  },
  needs: ['fact.value'],
  numbers: {
    compared: {
      unit: 'count',
      en: 'different files with enough words of their own',
      fr: 'fichiers différents ayant assez de mots à eux',
    },
    alike: {
      unit: 'count',
      en: 'of these, that say the same as another or nearly',
      fr: 'parmi eux, qui disent la même chose qu’un autre ou presque',
    },
    groups: { unit: 'count', en: 'texts that they say', fr: 'textes qu’ils disent' },
    revised: { unit: 'count', en: 'of these, in several versions', fr: 'parmi eux, en plusieurs versions' },
    copies: {
      unit: 'count',
      en: 'files with words that have another’s very bytes: they are counted once',
      fr: 'fichiers ayant des mots et les octets mêmes d’un autre : ils comptent une fois',
    },
    versions: { unit: 'count', en: 'different texts in the group', fr: 'textes différents du groupe' },
    files: {
      unit: 'count',
      en: 'files that hold them, copies too',
      fr: 'fichiers qui les portent, copies comprises',
    },
    least_similarity: {
      unit: 'share',
      en: 'what the least similar shares with the representative',
      fr: 'ce que le moins semblable partage avec le représentant',
    },
    first_at: { unit: 'ms', en: 'the earliest time that they state', fr: 'la première heure qu’ils donnent' },
    last_at: { unit: 'ms', en: 'the latest time that they state', fr: 'la dernière heure qu’ils donnent' },
  },
  run: asked =>
    askTexts(asked.store, async files => {
      const { store, params } = asked
      const signs = files.reduce((sum, file) => sum + file.signs, 0)
      if (signs > params.most_signs)
        return notApplicable({
          en: `the documents hold ${signs} signs of text, more than the ${params.most_signs} that are compared at once (--versions-most_signs)`,
          fr: `les documents contiennent ${signs} signes de texte, plus que les ${params.most_signs} comparés à la fois (--versions-most_signs)`,
        })
      const { groups, compared } = await groupVersions(store, files, {
        fewestWords: params.fewest_words,
        commonLine: params.common_line,
        leastShared: params.least_shared,
      })
      if (groups.length === 0)
        return nothingFound({
          en: `No two of ${compared} different files say the same or nearly the same.`,
          fr: `Aucun des ${compared} fichiers différents ne dit la même chose qu’un autre, ou presque.`,
        })
      const coverage = await dumpCoverage(asked)
      const shown = groups.slice(0, SHOWN)
      const texts = await textsOf(
        store,
        shown.flatMap(({ head, members }) =>
          [head, ...members.filter(one => one !== head)].slice(0, BESIDE).map(({ i }) => i),
        ),
      )
      const copies = files.reduce((sum, file) => sum + file.files - 1, 0)
      const find = finder('versions', asked)
      return {
        status: 'found',
        rows: groups.flatMap(group => group.members.map(member => rowOf(group, member))),
        findings: [
          find(overallFinding({ compared, groups, copies }, shown, texts, coverage)),
          ...shown
            .filter(({ versions }) => versions > 1)
            .slice(0, TOLD)
            .map(group => find(groupFinding(group, texts, coverage))),
        ],
        figures: {
          groups: groups.slice(0, LISTED).map(groupRow),
          variants: shown.flatMap(group => variantRows(group, texts)),
        },
      }
    }),
  method: {
    en: `Files of the dump that have words are compared by them, whatever their format; files of the same bytes count once, and files under \`fewest_words\` words are not compared. Of each text are left out the lines that stand in more than \`common_line\` different texts, as a letterhead, a signature, a disclaimer or the rows of a form do, and the lines of a message that an answer repeats after “>”. What is left is compared as posts are (see “Who said it in the same words?”): texts under 50 words by their runs of five signs, longer ones by passages of at least 12 words that they share, each candidate verified word by word. A short text within a long one is not sought, nor a passage that stands in more than \`common_line\` different texts.

Groups form around a representative, the text of most files, of these the earliest; \`similarity\` is what a file shares with it, at least \`least_shared\`. Versions of a group are its different texts, once punctuation, capitals and white space are put aside; the first is the one that says that it was saved or sent before the others. Texts of scans, of pictures, of presentations in the old format of PowerPoint and of Outlook messages that have a body in RTF alone are not read.`,
    fr: `Les fichiers de la fuite qui ont des mots sont comparés par ceux-ci, quel que soit leur format ; des fichiers de mêmes octets comptent une fois, et ceux de moins de \`fewest_words\` mots ne sont pas comparés. De chaque texte sont laissées de côté les lignes présentes dans plus de \`common_line\` textes différents, comme un en-tête, une signature, une mention légale ou les lignes d’un formulaire, et les lignes d’un message qu’une réponse répète après « > ». Le reste est comparé comme les messages (voir « Qui l’a dit dans les mêmes mots ? ») : les textes de moins de 50 mots par leurs suites de cinq signes, les plus longs par les passages communs d’au moins 12 mots, chaque candidat étant vérifié mot à mot. Un texte court dans un long n’est pas cherché, ni un passage présent dans plus de \`common_line\` textes différents.

Les groupes se forment autour d’un représentant, le texte du plus grand nombre de fichiers, parmi ceux-là le plus ancien ; \`similarity\` est ce qu’un fichier partage avec lui, au moins \`least_shared\`. Les versions d’un groupe sont ses textes différents, ponctuation, capitales et espaces mis à part ; la première est celle qui se dit enregistrée ou envoyée avant les autres. Les textes des numérisations, des images, des présentations de l’ancien format de PowerPoint et des messages Outlook dont le corps n’est qu’en RTF ne sont pas lus.`,
  },
})

/** Is it the one file that says that it is earlier than all others? */
function isFirst({ members }: Group, { i }: Member): boolean {
  const [first, second] = members // in order of time, those without one last
  return i === first?.i && first.saved_at !== null && first.saved_at !== second?.saved_at
}

const rowOf = (group: Group, member: Member): Row => ({
  group: group.head.document,
  document: member.document,
  similarity: member.similarity,
  way: member.way,
  version: member.version,
  first: isFirst(group, member),
  saved_at: member.saved_at,
  files: member.files,
  source: member.source,
  row: member.row,
})

const groupRow = ({ head, members, versions, files, saved, leastSimilarity }: Group): Row => ({
  group: head.document,
  title: titleOf(head).slice(0, 200),
  versions,
  files,
  formats: [...new Set(members.map(({ format }) => format))].join(', '),
  first_at: saved[0] ?? null,
  last_at: saved.at(-1) ?? null,
  least_similarity: leastSimilarity,
})

function variantRows(group: Group, texts: ReadonlyMap<number, string>): Row[] {
  const members = group.members.flatMap(member => {
    const text = texts.get(member.i)
    return text === undefined ? [] : [{ ...member, text }]
  })
  return sideBySide(texts.get(group.head.i) ?? '', members).map(({ one, copies, ...excerpt }) => ({
    group: group.head.document,
    document: one.document,
    who: one.who,
    at: one.saved_at,
    files: copies,
    similarity: one.similarity,
    way: one.way,
    first: isFirst(group, one),
    ...excerpt,
  }))
}
