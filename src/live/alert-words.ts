import type { Lang, Text } from '../model/finding.ts'
import { formatter } from '../words/format.ts'
import { platformName } from '../words/names.ts'
import type { Alert, Measure } from './pulse.ts'

const MEASURE: Readonly<Record<Measure, (n: string) => Text>> = {
  'posts per minute': n => ({ en: `${n} posts in one minute`, fr: `${n} messages en une minute` }),
  'posts per five minutes': n => ({ en: `${n} posts in five minutes`, fr: `${n} messages en cinq minutes` }),
  'reposts of one post per minute': n => ({
    en: `one post was passed on ${n} times in one minute`,
    fr: `un message a été relayé ${n} fois en une minute`,
  }),
}

/** An alert as one sentence: what was counted, when, against what, and how often chance alone would do it. */
export function alertSentence(alert: Alert, lang: Lang, zone: string): string {
  const f = formatter(lang, zone, 60_000)
  const what = MEASURE[alert.measure](f.number(alert.count))[lang]
  const when = `${f.dateTime(alert.from)} (${f.zone})`
  const many = f.number(alert.history)
  const minutes = Math.round((alert.to - alert.from) / 60_000)
  const post = alert.post === null ? '' : ` ${alert.platform}:${alert.post}.`
  if (lang === 'fr')
    return (
      `ALERTE ${platformName(alert.platform)}, ${when} : ${what}${alert.still ? ', au moins deux fois plus qu’à la dernière alerte' : ''} ; ` +
      `les ${many} ${minutes === 1 ? 'minutes' : 'tranches de cinq minutes'} précédentes en ont ${f.number(alert.mean, 1)} en moyenne, ${f.number(alert.most)} au plus. ` +
      `L’alerte est donnée à partir de ${f.number(alert.threshold)}, ce que le hasard seul atteint au plus une fois par semaine si l’activité reste égale.${post}`
    )
  return (
    `ALERT ${platformName(alert.platform)}, ${when}: ${what}${alert.still ? ', at least twice the last alert' : ''}; ` +
    `the ${many} ${minutes === 1 ? 'minutes' : 'stretches of five minutes'} before had ${f.number(alert.mean, 1)} on average and ${f.number(alert.most)} at most. ` +
    `The alert is given from ${f.number(alert.threshold)} on, which chance alone reaches once a week at most while activity stays as it was.${post}`
  )
}
