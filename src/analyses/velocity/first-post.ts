import type { Finding, Text } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { finder, onePost, somePosts } from '../find.ts'
import { about, aboutCoverage, caveat } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import { type Baselines, type Reading, reading } from './baseline.ts'
import type { First } from './shown.ts'
import { column, type Passing } from './speeds.ts'
import { byWhom, countCaveats, on, READING_CAVEATS, reach, speeds, when } from './words.ts'

/** How fast the first original on the subject was passed on, on one platform. */
export async function firstPostFinding(
  asked: Asked,
  slot: string,
  post: First,
  passing: Passing,
  windows: readonly number[],
  baselines: Baselines,
  least: number,
): Promise<Finding> {
  const readings = windows.map(s => ({ s, ...reading(baselines, least, post, s) }))
  const last = readings.at(-1)
  const where = { platform: post.platform, parent_id: post.post_id, kinds: ['repost'] }
  const find = finder('velocity', asked)
  return find({
    slot,
    tell: {
      en: t =>
        t.say`On ${on(post.platform)}, the first captured original post${about(t, asked)} (${when(t, post.at)})${aside(t, byWhom(t, post))} ${speeds(t, asked, post, windows)}${last ? compared(t, asked, last.s, last) : ''}.`,
      fr: t =>
        t.say`Sur ${on(post.platform)}, le premier message original capturé${about(t, asked)} (${when(t, post.at)})${aside(t, byWhom(t, post))} ${speeds(t, asked, post, windows)}${last ? compared(t, asked, last.s, last) : ''}.`,
    },
    numbers: {
      first_at: post.at,
      ...Object.fromEntries(windows.map(s => [`reposts_${s}s`, Number(post[column(s)])])),
      reposts_total: post.reposts,
      ...(post.followers === null ? {} : { followers: post.followers }),
      ...Object.fromEntries(
        readings.flatMap(r =>
          r.z === null
            ? []
            : [
                [`z_${r.s}s`, r.z],
                [`usual_${r.s}s`, r.usual.upper],
              ],
        ),
      ),
      same_time: post.same_time,
      reposts_of_uncaptured: passing.uncaptured,
    },
    about: {
      posts: [`${post.platform}:${post.post_id}`],
      ...(post.account_id ? { accounts: [`${post.platform}:${post.account_id}`] } : {}),
    },
    evidence: [
      onePost(post),
      ...windows.map(s =>
        somePosts({ ...where, from: post.at, to: post.at + s * 1000 }, Number(post[column(s)])),
      ),
      somePosts(where, post.reposts),
    ],
    coverage: await aboutCoverage(asked),
    caveats: [
      ...sameTime(asked, post),
      ...readings.flatMap(r => (r === last ? noReading(asked, r, least) : [])),
      ...incomplete(asked, post, passing, windows),
      ...countCaveats(asked, windows),
      ...(last && last.z !== null ? READING_CAVEATS : []),
    ],
    ...(slot === 'first-post' ? { story: 20 } : {}),
  })
}

const aside = (t: Teller, by: Said) => (by.text === '' ? by : t.say`${by},`)

/** "; for accounts of that size in this case, up to 72 within 5 min is usual (robust z 3.7): this is unusual" */
function compared(t: Teller, asked: Asked, seconds: number, r: Reading): Said {
  if (r.z === null) return t.say``
  const upper = Math.floor(r.usual.upper)
  const span = t.span(reach(asked, seconds))
  if (t.lang === 'fr')
    return t.say` ; pour des comptes de cette taille, ${upper === 0 ? t.say`n’être pas relayé en ${span} est ici usuel` : t.say`jusqu’à ${t.n(upper)} relais en ${span} ${t.plural(upper, 'est ici usuel', 'sont ici usuels')}`} (z robuste de ${t.n(r.z, 1)})${r.unusual ? ' : c’est inhabituel' : ''}`
  return t.say`; for accounts of that size in this case, ${upper === 0 ? 'none' : t.say`up to ${t.n(upper)}`} within ${span} is usual (robust z ${t.n(r.z, 1)})${r.unusual ? ': this is unusual' : ''}`
}

function noReading(asked: Asked, r: Reading, least: number): Text[] {
  if (r.z !== null) return []
  if (r.because === 'few')
    return [
      caveat(asked, {
        en: t =>
          t.say`Whether that is fast for an account of that size is not said: the case has ${t.n(r.n)} originals there with known followers and a whole window, and ${t.n(least)} are needed.`,
        fr: t =>
          t.say`Si c’est rapide pour un compte de cette taille n’est pas dit : le relevé y compte ${t.n(r.n)} originaux aux abonnés connus et à la fenêtre entière, il en faut ${t.n(least)}.`,
      }),
    ]
  if (r.because === 'followers')
    return [
      {
        en: 'Whether that is fast for an account of that size is not said: its followers are not known.',
        fr: 'Si c’est rapide pour un compte de cette taille n’est pas dit : ses abonnés ne sont pas connus.',
      },
    ]
  if (r.because === 'late') return []
  return [
    {
      en: 'Whether that is fast for an account of that size is not said: all posts by accounts of that size were passed on equally often, and have no spread to measure by.',
      fr: 'Si c’est rapide pour un compte de cette taille n’est pas dit : tous les messages de comptes de cette taille ont été relayés autant, sans écart à quoi mesurer.',
    },
  ]
}

function sameTime(asked: Asked, post: First): Text[] {
  if (post.same_time < 2) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`${t.n(post.same_time)} original posts carry this same time; the one with the lowest id stands for them.`,
      fr: t =>
        t.say`${t.counted(post.same_time, 'message', 'messages')} originaux portent cette même heure ; le plus petit identifiant les représente.`,
    }),
  ]
}

function incomplete(asked: Asked, post: First, passing: Passing, windows: readonly number[]): Text[] {
  const longest = windows.at(-1) ?? 0
  return [
    ...(post.at + longest * 1000 > post.until
      ? [
          caveat(asked, {
            en: t =>
              t.say`The capture ends at ${t.dateTime(post.until)}, before ${t.span(longest)} had passed: more reposts may have come.`,
            fr: t =>
              t.say`La capture s’arrête le ${t.dateTime(post.until)}, avant que ${t.span(longest)} ne soient passées : d’autres relais ont pu suivre.`,
          }),
        ]
      : []),
    ...(post.reposts_stated !== null && post.reposts_stated > post.reposts
      ? [
          caveat(asked, {
            en: t =>
              t.say`The platform counted ${t.counted(post.reposts_stated ?? 0, 'repost', 'reposts')} of it when it was captured; ${t.n(post.reposts)} of them are in the case.`,
            fr: t =>
              t.say`La plateforme en comptait ${t.n(post.reposts_stated ?? 0)} relais à la capture ; ${t.n(post.reposts)} sont dans le relevé.`,
          }),
        ]
      : []),
    ...(passing.uncaptured > 0
      ? [
          caveat(asked, {
            en: t =>
              t.say`${t.n(passing.uncaptured)} of ${t.counted(passing.reposts, 'repost', 'reposts')} pass on posts that were not captured: those may have come earlier or been faster, and their times are unknown.`,
            fr: t =>
              t.say`${t.n(passing.uncaptured)} relais sur ${t.n(passing.reposts)} reprennent des messages qui n’ont pas été capturés : plus anciens ou plus rapides peut-être, leur heure est inconnue.`,
          }),
        ]
      : []),
    ...(passing.unstated > 0
      ? [
          caveat(asked, {
            en: t =>
              t.say`${t.counted(passing.unstated, 'repost', 'reposts')} do not state what they pass on, and are counted for no post.`,
            fr: t =>
              t.say`${t.n(passing.unstated)} relais n’indiquent pas ce qu’ils reprennent et ne comptent pour aucun message.`,
          }),
        ]
      : []),
  ]
}
