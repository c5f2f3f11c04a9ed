import type { Finding } from '../../model/finding.ts'
import { platformName } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { finder, somePosts } from '../find.ts'
import { about, aboutCoverage, caveat, subjectName } from '../scope.ts'
import type { Teller } from '../sentence.ts'
import type { Totals } from './accounts.ts'
import { leftOut } from './concentration.ts'

/** The published yardstick: ordinary traffic is at most this, pushed traffic was seen up to the other. */
const ORDINARY = 12
const PUSHED = 60
/** Under these the 50 busiest accounts weigh too much, and no reading is given. */
const LEAST_POSTS = 1000
const LEAST_ACCOUNTS = 500
const BUSIEST = 50

export interface Traffic {
  posts: number
  accounts: number
  /** Reposts, in per cent of posts. */
  r: number
  /** Posts by the 50 most active accounts, in per cent. */
  f: number
  /** Posts per account. */
  u: number
  ctm: number
}

/**
 * Coefficient of traffic manipulation R/10 + F + U (Nimmo 2019, Measuring Traffic Manipulation on Twitter).
 * @param falling posts by account, the busiest first. @param reposts how many of all these are reposts.
 */
export function traffic(falling: readonly number[], reposts: number): Traffic {
  const posts = falling.reduce((sum, n) => sum + n, 0)
  const busiest = falling.slice(0, BUSIEST).reduce((sum, n) => sum + n, 0)
  const [r, f, u] = [(100 * reposts) / posts, (100 * busiest) / posts, posts / falling.length]
  return { posts, accounts: falling.length, r, f, u, ctm: r / 10 + f + u }
}

export const isReadable = ({ posts, accounts }: Traffic) => posts >= LEAST_POSTS && accounts >= LEAST_ACCOUNTS

/** What the coefficient says of one platform's posts on the subject, or why it says nothing. */
export async function trafficFinding(asked: Asked, measured: Traffic, totals: Totals): Promise<Finding> {
  const { posts, r, f, u, ctm } = measured
  const on = platformName(totals.platform)
  const find = finder('amplifiers', asked)
  return find({
    slot: 'ctm',
    tell: {
      en: t =>
        t.say`On ${on}, the coefficient of traffic manipulation of ${t.counted(posts, 'post', 'posts')}${about(t, asked)} by ${t.counted(measured.accounts, 'account', 'accounts')} is ${t.n(ctm, 1)}: ${reading(t, asked, measured)}.`,
      fr: t =>
        t.say`Sur ${on}, le coefficient de manipulation du trafic de ${t.counted(posts, 'message', 'messages')}${about(t, asked)} de ${t.counted(measured.accounts, 'compte', 'comptes')} est de ${t.n(ctm, 1)} : ${reading(t, asked, measured)}.`,
    },
    numbers: { ctm, r, f, u, posts, accounts: measured.accounts },
    evidence: [somePosts({ about: true, platform: totals.platform }, totals.posts)],
    coverage: await aboutCoverage(asked),
    caveats: [
      {
        en: 'The coefficient describes traffic, not who made it: a hard core of genuine enthusiasts raises it too. Its yardstick was drawn from Twitter.',
        fr: 'Le coefficient décrit un trafic, non qui l’a fait : un noyau de passionnés véritables l’élève aussi. Son étalon vient de Twitter.',
      },
      ...(r === 0
        ? [
            {
              en: 'No captured post is marked as a repost, so that their share counts as 0; if reposts were not captured, the coefficient is too low.',
              fr: 'Aucun message capturé n’est marqué comme relais, et leur part compte pour 0 ; si les relais n’ont pas été capturés, le coefficient est trop bas.',
            },
          ]
        : []),
      ...(isReadable(measured)
        ? []
        : [
            caveat(asked, {
              en: t =>
                t.say`${t.percent(f / 100, 1)} of these posts are by the ${t.n(Math.min(BUSIEST, measured.accounts))} busiest accounts; that share tends to 100% when accounts are few, whoever they are.`,
              fr: t =>
                t.say`${t.percent(f / 100, 1)} de ces messages sont des ${t.counted(Math.min(BUSIEST, measured.accounts), 'compte', 'comptes')} les plus actifs ; cette part tend vers 100 % quand les comptes sont peu nombreux, quels qu’ils soient.`,
            }),
          ]),
      ...leftOut(asked, totals.nameless),
    ],
    ...(isReadable(measured) && subjectName(asked) !== null ? { story: 45 } : {}),
  })
}

function reading(t: Teller, asked: Asked, measured: Traffic) {
  const { ctm } = measured
  const en = t.lang === 'en'
  if (!isReadable(measured))
    return en
      ? t.say`it has no reading, which takes ${t.n(LEAST_POSTS)} posts and ${t.counted(LEAST_ACCOUNTS, 'account', 'accounts')}`
      : t.say`il ne se lit pas, faute de ${t.n(LEAST_POSTS)} messages et de ${t.counted(LEAST_ACCOUNTS, 'compte', 'comptes')}`
  if (subjectName(asked) === null)
    return en
      ? t.say`it has no reading, since it is made for the traffic on one subject and the case names none`
      : t.say`il ne se lit pas, étant fait pour le trafic sur un sujet, et le relevé n’en nomme aucun`
  if (ctm <= ORDINARY)
    return en
      ? t.say`ordinary traffic by the published yardstick (up to ${t.n(ORDINARY)})`
      : t.say`un trafic ordinaire selon l’étalon publié (jusqu’à ${t.n(ORDINARY)})`
  return en
    ? t.say`above ordinary traffic (up to ${t.n(ORDINARY)}), ${ctm <= PUSHED ? 'within' : 'beyond'} the range published for pushed traffic (up to ${t.n(PUSHED)})`
    : t.say`au-delà d’un trafic ordinaire (jusqu’à ${t.n(ORDINARY)}), ${ctm <= PUSHED ? 'dans' : 'hors de'} l’étendue publiée pour un trafic poussé (jusqu’à ${t.n(PUSHED)})`
}
