import type { Lang, Text } from '../model/index.ts'
import { harmless } from '../words/harmless.ts'
import { platformName } from '../words/names.ts'
import { Claim } from './claim.tsx'
import { subjectInShort } from './subject.ts'
import { useVoice, type Voice } from './voice.ts'

/** What happened, in one finding; then what the case covers, in one sentence. */
export function Headline() {
  const speaking = useVoice()
  const { data, say } = speaking
  const first = data.story[0]
  const lead = first === undefined ? undefined : speaking.finding(first)
  return (
    <section class="headline" aria-labelledby="headline">
      <h1 id="headline">
        {lead ? <Claim finding={lead.finding} /> : <bdi>{harmless(data.case.title)}</bdi>}
      </h1>
      <p class="covers">{say(covers(speaking))}</p>
    </section>
  )
}

/** "X, 4chan and the web": the web alone takes an article. */
function inProse(platform: string, lang: Lang): string {
  if (platform === 'web') return { en: 'the web', fr: 'le web' }[lang]
  if (platform === 'unknown')
    return { en: 'a platform that is not stated', fr: 'une plateforme non indiquée' }[lang]
  return platformName(platform)
}

/** Of a case that holds a dump and no posts. */
function documentsAlone(documents: number, format: Voice['format']): Text {
  const n = format.number(documents)
  return {
    en: `This case covers ${n} ${documents === 1 ? 'document' : 'documents'}, with what lies in archives and messages counted one by one. What files say of themselves can be planted.`,
    fr: `Ce dossier couvre ${n} ${documents < 2 ? 'document' : 'documents'}, ce que contiennent archives et messages étant compté un par un. Ce que les fichiers disent d’eux-mêmes peut y avoir été placé exprès.`,
  }
}

function covers({ data, format, lang }: Voice): Text {
  const { posts, accounts, documents, from, to, aboutPosts, resolution } = data.covers
  if (posts === 0) return documentsAlone(documents, format)
  const and = new Intl.ListFormat(lang === 'fr' ? 'fr-FR' : 'en-GB')
  const places = and.format(
    [...data.covers.platforms]
      .sort((a, b) => b.posts - a.posts)
      .map(({ platform }) => inProse(platform, lang)),
  )
  const subject = subjectInShort(data.case.about, lang)
  const n = (count: number, one: string, many: string) =>
    `${format.number(count)} ${(lang === 'fr' ? count < 2 : count === 1) ? one : many}`
  const some = subject && aboutPosts < posts
  return {
    en: [
      `This trace covers ${n(posts, 'post', 'posts')} by ${accounts === 0 ? 'no stated account' : n(accounts, 'account', 'accounts')} on ${places}, ${from === to ? `of ${format.moment(from)}` : `from ${format.moment(from)} to ${format.moment(to)}`}, ${format.zone}.`,
      some
        ? `Of these, ${aboutPosts === 0 ? 'none is' : n(aboutPosts, 'post is', 'posts are')} about ${subject}.`
        : '',
      'What was not captured is not in it: “first” means first among these.',
      resolution >= 60_000 ? `Times are known to ${format.span(resolution / 1000)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
    fr: [
      `Ce relevé couvre ${n(posts, 'message', 'messages')} ${accounts === 0 ? 'sans compte indiqué' : `de ${n(accounts, 'compte', 'comptes')}`} sur ${places}, du ${format.moment(from)}${from === to ? '' : ` au ${format.moment(to)}`}, ${format.zone}.`,
      some
        ? `Parmi eux, ${aboutPosts === 0 ? 'aucun ne porte' : n(aboutPosts, 'message porte', 'messages portent')} sur ${subject}.`
        : '',
      'Ce qui n’a pas été capté n’y est pas : « premier » veut dire premier parmi ceux-là.',
      resolution >= 60_000 ? `Les heures sont connues à ${format.span(resolution / 1000)} près.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  }
}
