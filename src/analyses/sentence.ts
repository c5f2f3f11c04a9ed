import type { Finding, Lang, Text } from '../model/finding.ts'
import { type Format, formatter } from '../words/format.ts'

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
  /** A handle, name or title from data. */
  name: (text: string) => string
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
  return {
    lang,
    zone: f.zone,
    say,
    n: (n, digits) => ({ door: f.number(n, digits) }),
    percent: (share, digits) => ({ door: f.percent(share, digits) }),
    moment: ms => ({ door: f.moment(ms) }),
    dateTime: ms => ({ door: f.dateTime(ms) }),
    span: seconds => ({ door: f.span(seconds) }),
    name: harmless,
    plural: (n, one, many) => ((lang === 'fr' ? Math.abs(n) < 2 : n === 1) ? one : many),
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

const LONGEST_NAME = 80

/**
 * Text from data, fit to stand inside a sentence: no control, formatting or direction signs, on one line, cut at a
 * length no honest name has, and isolated where it runs from right to left.
 */
export function harmless(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\p{M}{3,}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const short = [...clean].length > LONGEST_NAME ? `${[...clean].slice(0, LONGEST_NAME).join('')}…` : clean
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(short) ? `\u2068${short}\u2069` : short
}
