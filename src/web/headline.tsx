import { Claim } from './claim.tsx'
import { harmless } from '../words/harmless.ts'
import { platformName } from '../words/names.ts'
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
      <h1 id="headline">{lead ? <Claim finding={lead.finding} /> : <bdi>{harmless(data.case.title)}</bdi>}</h1>
      <p class="covers">{say(covers(speaking))}</p>
    </section>
  )
}

/** "X, 4chan and the web": the web alone takes an article. */
const inProse = (platform: string, lang: 'en' | 'fr') =>
  platform === 'web' ? { en: 'the web', fr: 'le web' }[lang] : platformName(platform)

function covers({ data, format, lang }: Voice): { en: string; fr: string } {
  const { posts, accounts, from, to, aboutPosts, resolution } = data.covers
  const and = new Intl.ListFormat(lang === 'fr' ? 'fr-FR' : 'en-GB')
  const places = and.format(
    [...data.covers.platforms]
      .sort((a, b) => b.posts - a.posts)
      .map(({ platform }) => inProse(platform, lang)),
  )
  const subject = subjectInShort(data.case.about, lang)
  const n = format.number
  return {
    en: [
      `This trace covers ${n(posts)} posts by ${n(accounts)} accounts on ${places}, from ${format.moment(from)} to ${format.moment(to)}, ${format.zone}.`,
      subject && aboutPosts < posts ? `Of these, ${n(aboutPosts)} posts are about ${subject}.` : '',
      'What was not captured is not in it: “first” means first among these.',
      resolution >= 60_000 ? `Times are known to ${format.span(resolution / 1000)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
    fr: [
      `Ce relevé couvre ${n(posts)} messages de ${n(accounts)} comptes sur ${places}, du ${format.moment(from)} au ${format.moment(to)}, ${format.zone}.`,
      subject && aboutPosts < posts ? `Parmi eux, ${n(aboutPosts)} messages portent sur ${subject}.` : '',
      'Ce qui n’a pas été capté n’y est pas : « premier » veut dire premier parmi ceux-là.',
      resolution >= 60_000 ? `Les heures sont connues à ${format.span(resolution / 1000)} près.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  }
}
