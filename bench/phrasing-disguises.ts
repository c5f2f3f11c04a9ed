import { nearText } from '../src/kernels/near-text/near-text.ts'
import { randomStream } from '../src/kernels/random.ts'

/** Texts of our own, that the scenario does not have, in several scripts; `/` parts their sentences. */
const MODELS = [
  'The minister signed the contract two weeks before the tender was even announced / Ask him who paid for the trip',
  'Nobody on television will show you the second page of that letter / Read it while it is still online',
  'Le ministre a signé le contrat deux semaines avant l’annonce de l’appel d’offres / Demandez-lui qui a payé le voyage',
  'Personne à la télévision ne vous montrera la deuxième page de cette lettre / Lisez-la tant qu’elle est en ligne',
  'Der Minister hat den Vertrag zwei Wochen vor der Ausschreibung unterschrieben / Fragt ihn wer die Reise bezahlt hat',
  'Министр подписал договор за две недели до объявления конкурса / Спросите его кто заплатил за поездку',
  'وقع الوزير العقد قبل أسبوعين من إعلان المناقصة / اسألوه من دفع ثمن الرحلة إلى الجزيرة',
  'Bakan ihaleden iki hafta önce sözleşmeyi imzaladı / Geziyi kimin ödediğini ona sorun ve cevabını bekleyin',
  '部长在招标公布前两周就签署了这份合同文件 / 请大家问问他这次旅行到底是谁付的钱并且转发给朋友',
] as const

type Random = () => number
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T // never empty

const ADDED = ['Pass it on', 'À faire tourner', 'Danke fürs Teilen', 'Читайте все', 'شاركوها', '请转发']
const OTHER = ['yesterday', 'demain', 'niemals', 'вчера', 'أمس', '昨天']
const GREEK: Readonly<Record<string, string>> = {
  a: 'α',
  e: 'ε',
  o: 'ο',
  i: 'ι',
  v: 'ν',
  p: 'ρ',
  t: 'τ',
  u: 'υ',
  N: 'Ν',
  T: 'Τ',
  D: 'D',
}
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  c: 'с',
  p: 'р',
  x: 'х',
  y: 'у',
  i: 'і',
  s: 'ѕ',
  T: 'Т',
  N: 'N',
}
const swapped = (text: string, by: Readonly<Record<string, string>>, share: number, random: Random) =>
  [...text].map(sign => (random() < share ? (by[sign] ?? sign) : sign)).join('')
const shifted = (text: string, from: number) =>
  text.replace(/[a-z]/g, sign => String.fromCodePoint(from + sign.charCodeAt(0) - 97))
const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

const plain = (text: string) => text.replaceAll(' / ', '. ')
const words = (text: string) => plain(text).split(' ')

/** Each way to disguise a copy. Null where a script has no such thing. */
export const DISGUISES: Readonly<Record<string, (model: string, random: Random) => string | null>> = {
  exact: plain,
  'one word changed': (model, random) => {
    if (isChinese(model)) return plain(model).replace('合同', '协议')
    const list = words(model)
    list[Math.floor(random() * list.length)] = pick(OTHER, random)
    return list.join(' ')
  },
  'one word left out': (model, random) => {
    if (isChinese(model)) return plain(model).replace('文件', '')
    const list = words(model)
    list.splice(Math.floor(random() * list.length), 1)
    return list.join(' ')
  },
  'sentence added': (model, random) =>
    random() < 0.5 ? `${plain(model)}. ${pick(ADDED, random)}!` : `${pick(ADDED, random)}! ${plain(model)}.`,
  'sentences in another order': model => model.split(' / ').reverse().join('. '),
  'words shuffled': (model, random) =>
    isChinese(model)
      ? null
      : words(model)
          .map(word => ({ word, key: random() }))
          .sort((a, b) => a.key - b.key)
          .map(({ word }) => word)
          .join(' '),
  'punctuation and case': (model, random) =>
    random() < 0.5 ? `${plain(model).toUpperCase()}!!!` : plain(model).toLowerCase().replace(/[.’-]/g, ' '),
  'emoji between words': (model, random) =>
    plain(model).replace(/ /g, () =>
      random() < 0.3 ? ` ${pick(['🔥', '👀', '🇫🇷', '‼️', '👩‍👧'], random)} ` : ' ',
    ),
  'a tag and a link moved': (model, random) =>
    random() < 0.5 ? `#exposed ${plain(model)} https://t.co/a1` : `https://t.co/b2 ${plain(model)} #exposed`,
  'Cyrillic look-alikes': (model, random) =>
    /[a-z]/.test(model) ? swapped(plain(model), CYRILLIC, 0.6, random) : null,
  'Greek look-alikes': (model, random) =>
    /[a-z]/.test(model) ? swapped(plain(model), GREEK, 0.6, random) : null,
  'mathematical letters': model => (/[a-z]/.test(model) ? shifted(plain(model), 0x1d41a) : null),
  'full-width letters': model => (/[a-z]/.test(model) ? shifted(plain(model), 0xff41) : null),
  'unseen signs': (model, random) =>
    [...plain(model)].map(sign => (random() < 0.2 ? `${sign}\u200b` : sign)).join(''),
  'digits for letters': (model, random) =>
    /[a-z]/.test(model)
      ? swapped(plain(model), { o: '0', e: '3', a: '4', s: '5', i: '1' }, 0.3, random)
      : null,
  'several at once': (model, random) => {
    if (isChinese(model)) return `🔥${plain(model).replace('合同', '协议')}`
    const list = words(model)
    list[Math.floor(random() * list.length)] = pick(OTHER, random)
    return `🔥 ${swapped(list.join(' '), CYRILLIC, 0.3, random)} — ${pick(ADDED, random)}`.toUpperCase()
  },
}

const COPIES = 25

/** Plants copies of each model in each disguise among other posts; which are found, and which others are among them. */
export function measureDisguises(background: readonly string[]): {
  kinds: Map<string, { planted: number; found: number }>
  strangers: number
} {
  const random = randomStream('phrasing-disguises')
  const planted: { text: string; model: number; kind: string }[] = MODELS.flatMap((model, m) =>
    Object.entries(DISGUISES).flatMap(([kind, disguise]) =>
      Array.from({ length: COPIES }, () => disguise(model, random)).flatMap(text =>
        text === null ? [] : [{ text, model: m, kind }],
      ),
    ),
  )
  const { group } = nearText([...planted.map(({ text }) => text), ...background])
  const main = MODELS.map((_, m) =>
    mostCommon(planted.flatMap(({ model }, n) => (model === m ? [group[n] as number] : []))),
  )
  const kinds = new Map<string, { planted: number; found: number }>()
  for (const [n, { model, kind }] of planted.entries()) {
    const tally = kinds.get(kind) ?? { planted: 0, found: 0 }
    tally.planted++
    if ((group[n] as number) >= 0 && group[n] === main[model]) tally.found++
    kinds.set(kind, tally)
  }
  const mains = new Set(main)
  let strangers = 0
  for (let n = planted.length; n < group.length; n++) if (mains.has(group[n] as number)) strangers++
  return { kinds, strangers }
}

/** The same with no other copy to lead to it: each disguise beside its model alone. */
export function measureAlone(): Map<string, { planted: number; found: number }> {
  const random = randomStream('phrasing-alone')
  const kinds = new Map<string, { planted: number; found: number }>()
  for (const [kind, disguise] of Object.entries(DISGUISES))
    for (const model of MODELS)
      for (let copy = 0; copy < COPIES; copy++) {
        const text = disguise(model, random)
        if (text === null) continue
        const tally = kinds.get(kind) ?? { planted: 0, found: 0 }
        tally.planted++
        if (nearText([plain(model), text]).group[1] === 0) tally.found++
        kinds.set(kind, tally)
      }
  return kinds
}

function mostCommon(heads: readonly number[]): number {
  const times = new Map<number, number>()
  for (const head of heads) if (head >= 0) times.set(head, (times.get(head) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1
}
