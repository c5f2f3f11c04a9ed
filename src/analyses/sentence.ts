import type { Finding, Lang, Text } from '../model/finding.ts'
import { type Format, formatter } from '../words/format.ts'
import { harmless } from '../words/harmless.ts'
import { platformName } from '../words/names.ts'

/** A figure in a sentence: a door to the evidence. */
interface Door {
  door: string
}

/** What a sentence is built with, in one language: figures become doors, names from data are made harmless. */
export interface Teller extends Pick<Format, 'zone'> {
  lang: Lang
  say: (strings: TemplateStringsArray, ...parts: (string | Door | Said)[]) => Said
  n: (n: number, digits?: number) => Door
  percent: (share: number, digits?: number) => Door
  /** "Friday 5 May 2017 at 20:49" */
  moment: (ms: number) => Door
  /** "5 May 2017, 20:49:12" */
  dateTime: (ms: number) => Door
  span: (seconds: number) => Door
  /** "2017-05-05 18:49:00 UTC" */
  utc: (ms: number) => Door
  /** A handle, name or title from data. */
  name: (text: string) => string
  /** "X", "the web" */
  platform: (platform: string) => string
  /** "1 post", "2 posts" */
  counted: (n: number, one: string, many: string) => Said
  /** "posts" or "post" */
  plural: (n: number, one: string, many: string) => string
}

export interface Said {
  text: string
  doors: [number, number][]
}

/** One sentence in both languages, with where its figures stand. */
export function sentence(
  zone: string,
  resolution: number,
  tell: Record<Lang, (t: Teller) => Said>,
): Pick<Finding, 'claim' | 'doors'> {
  const en = tell.en(teller('en', zone, resolution))
  const fr = tell.fr(teller('fr', zone, resolution))
  return { claim: { en: en.text, fr: fr.text }, doors: { en: en.doors, fr: fr.doors } }
}

/** A caveat or reason in both languages; its figures are not doors. */
export function plainly(zone: string, resolution: number, tell: Record<Lang, (t: Teller) => Said>): Text {
  return sentence(zone, resolution, tell).claim
}

function teller(lang: Lang, zone: string, resolution: number): Teller {
  const f = formatter(lang, zone, resolution)
  const plural = (n: number, one: string, many: string) =>
    (lang === 'fr' ? Math.abs(n) < 2 : n === 1) ? one : many
  return {
    lang,
    zone: f.zone,
    say,
    n: (n, digits) => ({ door: f.number(n, digits) }),
    percent: (share, digits) => ({ door: f.percent(share, digits) }),
    moment: ms => ({ door: f.moment(ms) }),
    dateTime: ms => ({ door: f.dateTime(ms) }),
    span: seconds => ({ door: f.span(seconds) }),
    utc: ms => ({ door: f.utc(ms) }),
    name: harmless,
    platform: platform =>
      platform === 'web' ? (lang === 'fr' ? 'le web' : 'the web') : platformName(platform, lang),
    counted: (n, one, many) => say`${{ door: f.number(n) }} ${plural(n, one, many)}`,
    plural,
  }
}

function say(strings: TemplateStringsArray, ...parts: (string | Door | Said)[]): Said {
  let text = strings[0] ?? ''
  const doors: [number, number][] = []
  for (const [at, part] of parts.entries()) {
    if (typeof part === 'string') text += part
    else if ('door' in part) {
      doors.push([text.length, text.length + part.door.length])
      text += part.door
    } else {
      doors.push(...part.doors.map(([from, to]): [number, number] => [from + text.length, to + text.length]))
      text += part.text
    }
    text += strings[at + 1] ?? ''
  }
  return { text, doors }
}
