import type { Row } from '../../model/index.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { useAccountAddress } from '../evidence/address.ts'
import { SheetFrame } from '../evidence/frame.tsx'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'
import { type Account, accountsOf, num, word } from './accounts.ts'
import { Clock } from './clock.tsx'
import { Gaps } from './gaps.tsx'
import { Signals } from './signals.tsx'

const WORDS = {
  title: { en: 'An account', fr: 'Un compte' },
  unknown: {
    en: 'This page holds no account of that name.',
    fr: 'Cette page ne contient aucun compte de ce nom.',
  },
  reasons: { en: 'Reasons', fr: 'Raisons' },
  noReasons: { en: 'No signal stands out.', fr: 'Aucun signal ne ressort.' },
  verdict: {
    en: 'Signals are reasons to look, not a verdict: newsrooms schedule posts, busy people look like machines, and a careful machine looks like people.',
    fr: 'Ces signaux sont des raisons de regarder, non un verdict : les rédactions programment, des gens très actifs ressemblent à des machines, et une machine soignée ressemble à des gens.',
  },
  posts: { en: 'Its posts', fr: 'Ses messages' },
}

/** The side sheet of an account: its week, its gaps, each signal with where it stands among genuine accounts. */
export function AccountSheet() {
  const { say, data } = useVoice()
  const name = useAccountAddress()
  const account = name === null ? undefined : accountsOf(data).get(name)
  return (
    <SheetFrame open={name !== null} name="account" title={say(WORDS.title)}>
      {account ? <Told account={account} /> : <p>{say(WORDS.unknown)}</p>}
    </SheetFrame>
  )
}

function Told({ account }: { account: Account }) {
  const speaking = useVoice()
  const { say, data, lang } = speaking
  const { row } = account
  const signals: readonly Row[] =
    data.analyses.find(({ analysis }) => analysis === 'automation')?.figures.signals ?? []
  const reasons = word(row, `reasons_${lang}`)
  return (
    <>
      <p class="sheet-claim">
        <bdi>
          {legible(handleShown(word(row, 'handle') || word(row, 'account_id'), word(row, 'platform')))}
        </bdi>
      </p>
      <p class="sheet-id">
        {platformName(word(row, 'platform'), lang)} · <code>{legible(account.name)}</code>
      </p>
      <dl class="sheet-notes">
        <dt>{say({ en: 'Signs of automation', fr: 'Signes d’automatisation' })}</dt>
        <dd>{bandSaid(row, speaking)}</dd>
        {word(row, 'band') !== '' && <dt>{say(WORDS.reasons)}</dt>}
        {word(row, 'band') !== '' && <dd>{reasons || say(WORDS.noReasons)}</dd>}
        <dd>{say(WORDS.verdict)}</dd>
      </dl>
      {account.clock.some(n => n > 0) && <Clock counts={account.clock} />}
      <Gaps counts={account.gaps} />
      <Signals account={account} signals={signals} />
      <p class="small">
        {say(WORDS.posts)}: <code>sillage show {legible(account.name)}</code>
      </p>
    </>
  )
}

/** The band, the likelihood with what it is relative to, and how much was captured. */
function bandSaid(row: Row, { lang, format }: Voice): string {
  const captured =
    lang === 'fr'
      ? `${format.number(num(row, 'posts'))} messages capturés, dont ${format.number(num(row, 'about_posts'))} sur le sujet.`
      : `${format.number(num(row, 'posts'))} captured posts, ${format.number(num(row, 'about_posts'))} of them on the subject.`
  const likelihood = num(row, 'likelihood')
  if (Number.isNaN(likelihood))
    return lang === 'fr' ? `Pas assez de données. ${captured}` : `Not enough data. ${captured}`
  const rounded = likelihood > 0.99 ? `> ${format.number(0.99)}` : format.number(likelihood, 2) // 1 is never known
  const of = {
    profile: { en: 'its profile', fr: 'son profil' },
    rhythm: { en: 'its rhythm', fr: 'son rythme' },
  }[word(row, 'part') === 'profile' ? 'profile' : 'rhythm'][lang]
  return lang === 'fr'
    ? `Classe « ${word(row, 'band_name_fr')} », d’après ${of} (vraisemblance ${rounded}, comme si la moitié des comptes étaient de campagnes connues). ${captured}`
    : `Band “${word(row, 'band_name_en')}”, from ${of} (likelihood ${rounded}, as if half of all accounts were of known campaigns). ${captured}`
}
