import type { Row, ShownAnalysis } from '../../model/index.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { Beside, Dossiers, several } from '../beside/beside.tsx'
import { legible } from '../evidence/legible.ts'
import { VERDICT_WORDS } from '../triage/words.ts'
import { useVoice, type Voice } from '../voice.ts'

const WORDS = {
  title: { en: 'The documents and those who quote them', fr: 'Les documents et qui les cite' },
  lead: {
    en: 'Marked: the words in a row that the document and the post both have. The document comes first, then the posts, the earliest before.',
    fr: 'Surlignés : les mots de suite que le document et le message ont tous deux. D’abord le document, puis les messages, du plus ancien au plus récent.',
  },
  document: { en: 'the document', fr: 'le document' },
}

/** Documents that posts quote, a fold each: the document's own passage beside the posts that have it. */
export function Quotations({ analysis }: { analysis: ShownAnalysis }) {
  const speaking = useVoice()
  const { quoted = [], beside = [] } = analysis.figures
  const shown = quoted.map(document => ({
    key: String(document.document),
    title: String(document.title),
    counts: counts(document, speaking),
    texts: beside
      .filter(text => text.document === document.document)
      .map(text => <Text key={`${text.platform}:${text.post_id}`} text={text} />),
  }))
  return <Dossiers title={WORDS.title} lead={WORDS.lead} groups={shown} />
}

function counts({ posts, verdict }: Row, voice: Voice): string {
  const quoting = several(voice, Number(posts), { en: ['post', 'posts'], fr: ['message', 'messages'] })
  const judged = VERDICT_WORDS[String(verdict)]
  return judged ? `${quoting} · ${voice.say(judged)}` : quoting
}

function Text({ text }: { text: Row }) {
  const { say, lang, format } = useVoice()
  const { platform, handle, at, words } = text
  const isPost = typeof platform === 'string'
  const name = handle === null || handle === undefined ? '' : String(handle)
  const shown = isPost ? handleShown(name, platform) : name
  return (
    <Beside
      at={typeof at === 'number' ? at : null}
      head={[
        isPost ? platformName(platform, lang) : <bdi key="document">{legible(String(text.document))}</bdi>,
        ...(name === '' ? [] : [<bdi key="name">{legible(shown)}</bdi>]),
      ]}
      text={text}
      lang={typeof text.lang === 'string' ? text.lang : undefined}
      notes={[
        isPost
          ? `${format.number(Number(words))} ${lang === 'fr' ? 'mots en commun' : 'words in common'}`
          : say(WORDS.document),
      ]}
    />
  )
}
