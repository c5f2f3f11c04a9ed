import type { Row, Text } from '../../model/index.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice, type Voice } from '../voice.ts'
import { type Account, num, word } from './accounts.ts'

const WORDS = {
  title: { en: 'Signals', fr: 'Signaux' },
  signal: { en: 'Signal', fr: 'Signal' },
  value: { en: 'Value', fr: 'Valeur' },
  place: { en: 'Genuine accounts below', fr: 'Authentiques au-dessous' },
  adds: { en: 'Adds', fr: 'Ajoute' },
  lacking: { en: 'not enough data', fr: 'pas assez de données' },
  explained: {
    en: '“Genuine accounts below” is the percentile among genuine reference accounts. “Adds” is what the signal adds to the log-odds of the band; 0 where it is ordinary.',
    fr: '« Authentiques au-dessous » est le percentile parmi des comptes authentiques de référence. « Ajoute » est ce que le signal ajoute au logarithme des chances ; 0 s’il est ordinaire.',
  },
  elsewhere: {
    en: 'no sound reference for this platform',
    fr: 'pas de référence solide pour cette plateforme',
  },
} satisfies Record<string, Text>

/** Every signal with its value, its percentile and what it adds; what lacks data says what it would take. */
export function Signals({ account, signals }: { account: Account; signals: readonly Row[] }) {
  const speaking = useVoice()
  const { say, lang, format } = speaking
  return (
    <section class="account-signals">
      <h3>{say(WORDS.title)}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(WORDS.signal)}</th>
            <th scope="col">{say(WORDS.value)}</th>
            <th scope="col">{say(WORDS.place)}</th>
            <th scope="col">{say(WORDS.adds)}</th>
          </tr>
        </thead>
        <tbody>
          {signals.map(signal => {
            const reading = account.readings.get(word(signal, 'signal'))
            const name = word(signal, `name_${lang}`)
            if (!reading)
              return (
                <tr key={name} class="lacking">
                  <th scope="row">{name}</th>
                  <td colSpan={3}>
                    {say(WORDS.lacking)} ({lang === 'fr' ? 'il faut' : 'it takes'}{' '}
                    {word(signal, `enough_${lang}`)})
                  </td>
                </tr>
              )
            const percentile = num(reading, 'percentile')
            const adds = num(reading, 'adds')
            return (
              <tr key={name} class={adds >= 0.25 ? 'reason' : ''}>
                <th scope="row">{name}</th>
                <td>{valueShown(word(signal, 'unit'), reading, speaking)}</td>
                <td>
                  {Number.isNaN(percentile) ? (
                    <span class="why">{word(signal, `why_${lang}`) || say(WORDS.elsewhere)}</span>
                  ) : (
                    <Place
                      percentile={percentile}
                      shown={format.percent(percentile, percentile > 0.99 || percentile < 0.01 ? 1 : 0)}
                    />
                  )}
                </td>
                <td>
                  {Number.isNaN(adds) ? '' : adds === 0 ? format.number(0) : `+${format.number(adds, 2)}`}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p class="small">{say(WORDS.explained)}</p>
    </section>
  )
}

/** A dot on a line from 0 to 100 %. */
function Place({ percentile, shown }: { percentile: number; shown: string }) {
  return (
    <span class="percentile">
      <svg viewBox="0 0 64 10" aria-hidden="true">
        <path d="M3 5H61" />
        <circle cx={(3 + 58 * percentile).toFixed(1)} cy="5" r="3.4" />
      </svg>
      {shown}
    </span>
  )
}

function valueShown(unit: string, reading: Row, { format, lang }: Voice): string {
  const value = num(reading, 'value')
  if (unit === 'text') return legible(word(reading, 'text'))
  if (unit === 'flag') return value >= 1 ? { en: 'yes', fr: 'oui' }[lang] : { en: 'no', fr: 'non' }[lang]
  if (unit === 'share') return format.percent(value)
  if (unit === 'hours') return format.span(value * 3600)
  if (unit === 'seconds') return format.span(value)
  if (unit === 'days') return format.span(value * 86_400)
  if (unit === 'ratio') return `${format.number(value)}\u00a0×`
  return format.number(value)
}
