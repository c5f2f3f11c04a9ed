import type { Lang } from '../model/index.ts'
import { zoneInWords } from './zone.ts'

const SPACE = '\u00a0'
const UNKNOWN = '–'

/** Numbers, times and spans in one language and time zone: the one place where the page turns a figure into words. */
export interface Format {
  number: (n: number, digits?: number) => string
  percent: (share: number, digits?: number) => string
  /** 20:49, or 20 h 49. */
  time: (ms: number) => string
  /** Friday 5 May 2017 at 20:49. */
  moment: (ms: number) => string
  /** 5 May 2017, 20:49:12, with as many figures as the data's times have. */
  dateTime: (ms: number) => string
  /** 2017-05-05 18:49:12 UTC. */
  utc: (ms: number) => string
  /** Sat 6 May. */
  day: (ms: number) => string
  /** 3 min 20 s. */
  span: (seconds: number) => string
  bytes: (n: number) => string
  /** "Paris time". */
  zone: string
}

const formats = new Map<string, Format>()

/** @param resolution of the data's times in ms: seconds are only written where they are known. */
export function formatter(lang: Lang, zone: string, resolution = 1000): Format {
  const key = `${lang} ${zone} ${resolution}`
  const known = formats.get(key) ?? newFormat(lang, zone, resolution)
  formats.set(key, known)
  return known
}

function newFormat(lang: Lang, zone: string, resolution: number): Format {
  const locale = lang === 'fr' ? 'fr-FR' : 'en-GB'
  const say = (options: Intl.DateTimeFormatOptions) => {
    let format: Intl.DateTimeFormat | undefined // made when it is first needed: that takes milliseconds
    return (ms: number) => {
      format ??= new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
      return format.format(ms)
    }
  }
  const clock = say({ hour: '2-digit', minute: '2-digit' })
  const seconds = say({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const longDay = say({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const date = say({ day: 'numeric', month: 'short', year: 'numeric' })
  const shortDay = say({ weekday: 'short', day: 'numeric', month: 'short' })
  const rounded = numberFormats(locale, {})
  const inPercent = numberFormats(locale, { style: 'percent' })
  const number = (n: number, digits?: number) =>
    Number.isNaN(n) ? UNKNOWN : rounded(decimals(n, digits)).format(n).replace('-', '−')
  const time = (ms: number) => (lang === 'fr' ? frenchHour(clock(ms)) : clock(ms))
  return {
    number,
    percent: (share, digits) =>
      Number.isNaN(share) ? UNKNOWN : inPercent(decimals(share * 100, digits)).format(share),
    time,
    moment: ms => `${longDay(ms).replace(',', '')} ${lang === 'fr' ? 'à' : 'at'} ${time(ms)}`,
    dateTime: ms => `${date(ms)}, ${resolution < 60_000 ? seconds(ms) : clock(ms)}`.replaceAll(' ', SPACE),
    utc: ms =>
      `${new Date(ms)
        .toISOString()
        .slice(0, resolution < 60_000 ? 19 : 16)
        .replace('T', ' ')} UTC`,
    day: ms => shortDay(ms).replace(',', ''),
    span: s => (Number.isNaN(s) ? UNKNOWN : span(s, lang, number)),
    bytes: n => bytes(n, lang, number),
    zone: zoneInWords(zone, lang),
  }
}

type Decimals = { least: number; most: number }

/** As many decimals as asked for; else few where a number is small, none where it is not. */
function decimals(n: number, digits?: number): Decimals {
  if (digits !== undefined) return { least: digits, most: digits }
  const size = Math.abs(n)
  return { least: 0, most: Number.isInteger(n) || size >= 100 ? 0 : size >= 1 ? 1 : 3 }
}

/** Intl's formats, kept: to make one takes longer than to use it a hundred times. */
function numberFormats(
  locale: string,
  options: Intl.NumberFormatOptions,
): (decimals: Decimals) => Intl.NumberFormat {
  const made = new Map<string, Intl.NumberFormat>()
  return ({ least, most }) => {
    const key = `${least} ${most}`
    const format =
      made.get(key) ??
      new Intl.NumberFormat(locale, { ...options, minimumFractionDigits: least, maximumFractionDigits: most })
    made.set(key, format)
    return format
  }
}

/** 20:49 → 20 h 49, 09:05 → 9 h 05, 00:00 → 0 h. */
function frenchHour(clock: string): string {
  const [hour = '0', minute = '00'] = clock.split(':')
  return minute === '00' ? `${Number(hour)}${SPACE}h` : `${Number(hour)}${SPACE}h${SPACE}${minute}`
}

function span(seconds: number, lang: Lang, number: Format['number']): string {
  if (seconds < 0) return `−${span(-seconds, lang, number)}`
  const unit = (n: number, name: string) => `${number(n)}${SPACE}${name}`
  if (seconds < 1) return unit(Math.round(seconds * 1000), 'ms')
  const whole = Math.round(seconds)
  if (whole < 60) return unit(seconds < 10 ? Math.round(seconds * 10) / 10 : whole, 's')
  if (whole < 3600) return pair(unit(Math.floor(whole / 60), 'min'), whole % 60, 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 48 * 60) {
    const rest = String(minutes % 60).padStart(2, '0')
    return `${unit(Math.floor(minutes / 60), 'h')}${rest === '00' ? '' : SPACE + rest}`
  }
  const hours = Math.round(seconds / 3600)
  const days = unit(Math.floor(hours / 24), lang === 'fr' ? 'j' : 'days')
  return hours < 24 * 14 ? pair(days, hours % 24, 'h') : days
}

const pair = (first: string, rest: number, name: string) =>
  rest === 0 ? first : `${first}${SPACE}${rest}${SPACE}${name}`

function bytes(n: number, lang: Lang, number: Format['number']): string {
  const units = lang === 'fr' ? ['octets', 'ko', 'Mo', 'Go', 'To'] : ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = n < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(n) / 3))
  return `${number(power === 0 ? n : Math.round((n / 1000 ** power) * 10) / 10)}${SPACE}${units[power] ?? ''}`
}
