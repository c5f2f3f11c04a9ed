import { median } from './pace.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Hours of the clock in which there was a post, each once: 24 counts, and over how many days (UTC). */
export function activeHours(at: Float64Array): { hours: Float64Array; active: number; days: number } {
  const hours = new Float64Array(24)
  let active = 0
  let days = 0
  let hour = Number.NaN
  let day = Number.NaN
  for (const time of at) {
    const own = Math.floor(time / HOUR)
    if (own === hour) continue
    hour = own
    active++
    const place = own - Math.floor(own / 24) * 24
    hours[place] = (hours[place] ?? 0) + 1
    if (Math.floor(own / 24) !== day) days++
    day = Math.floor(own / 24)
  }
  return { hours, active, days }
}

/**
 * Shannon's entropy of the hours of the day in which there was a post, with Miller and Madow's correction for few of
 * them, as a share of its largest: 1 when every hour of the day is as likely as any other. The zone changes nothing.
 */
export function hourEntropy(hours: Float64Array): number {
  let total = 0
  let kinds = 0
  for (const count of hours) {
    total += count
    if (count > 0) kinds++
  }
  let entropy = (kinds - 1) / (2 * total)
  for (const count of hours) if (count > 0) entropy -= (count / total) * Math.log(count / total)
  return Math.min(1, entropy / Math.log(24))
}

/**
 * The longest silence of a day, the median over the days with a post: in hours, and as a multiple of what as many posts at
 * random moments of that day would leave (24·H/(k+1) hours for k posts, H the k+1-th harmonic number), so that an account
 * is not blamed for posting much. Days are counted from the hour in which it posts most, so that no night is cut in two;
 * their ends count as posts.
 */
export function dailyRest(at: Float64Array, hours: Float64Array): { hours: number; ratio: number } {
  const turn = hours.indexOf(Math.max(...hours)) * HOUR
  const longest: number[] = []
  const ratios: number[] = []
  for (let i = 0; i < at.length; ) {
    const day = Math.floor(((at[i] ?? 0) - turn) / DAY)
    let before = day * DAY
    let silence = 0
    let posts = 0
    for (; i < at.length && (at[i] ?? 0) - turn < (day + 1) * DAY; i++, posts++) {
      silence = Math.max(silence, (at[i] ?? 0) - turn - before)
      before = (at[i] ?? 0) - turn
    }
    silence = Math.max(silence, (day + 1) * DAY - before)
    longest.push(silence / HOUR)
    ratios.push(silence / ((DAY * harmonic(posts + 1)) / (posts + 1)))
  }
  return { hours: median(longest), ratio: median(ratios) }
}

/** 1 + 1/2 + … + 1/n. */
function harmonic(n: number): number {
  let sum = 0
  for (let k = 1; k <= n; k++) sum += 1 / k
  return sum
}
