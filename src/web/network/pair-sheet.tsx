import type { NetworkAccount, NetworkData, NetworkMeeting, NetworkPair } from '../../model/index.ts'
import { pairHash, usePairAddress } from '../evidence/address.ts'
import { SheetFrame } from '../evidence/frame.tsx'
import { legible } from '../evidence/legible.ts'
import { EvidencePost } from '../evidence/post.tsx'
import { useVoice, type Voice } from '../voice.ts'
import { chance } from './dossier.tsx'
import { accountShown, counted, kindName, WORDS } from './words.ts'

/** The side sheet that a pair opens: how often two accounts met, whether chance gives that, and each meeting's posts. */
export function PairSheet({ network }: { network: NetworkData }) {
  const { say } = useVoice()
  const name = usePairAddress()
  const pair = network.pairs.find(one => pairHash(one) === `#pair/${name}`)
  return (
    <SheetFrame open={name !== null} name="pair" title={say(WORDS.pair)}>
      {pair ? <Met network={network} pair={pair} /> : <p>{say(WORDS.unknownPair)}</p>}
    </SheetFrame>
  )
}

function Met({ network, pair }: { network: NetworkData; pair: NetworkPair }) {
  const speaking = useVoice()
  const { say, lang, format } = speaking
  const ends = [network.accounts[pair.source], network.accounts[pair.target]] as const
  const met = pair.met.flatMap(at => network.meetings[at] ?? [])
  return (
    <>
      <p class="sheet-claim">{claim(pair, ends, network.window_s, speaking)}</p>
      <dl class="sheet-notes">
        <dt>{say(WORDS.tests)}</dt>
        {pair.kinds.map(({ kind, weight, q, validated, choice_p }) => (
          <dd key={kind}>
            {lang === 'fr'
              ? `${format.number(weight)} ${kindName(kind, lang, weight)} : ensemble q ${chance(q, format.number)}, ${validated ? 'paire validée' : 'paire non validée'} ; choix p ${chance(choice_p, format.number)}.`
              : `${format.number(weight)} ${kindName(kind, lang, weight)}: together q ${chance(q, format.number)}, ${validated ? 'validated' : 'not validated'}; choice p ${chance(choice_p, format.number)}.`}
          </dd>
        ))}
        <dd>
          {lang === 'fr'
            ? '« Ensemble » : deux comptes actifs à ces moments se seraient-ils rencontrés aussi souvent par hasard ? « Choix » : partagent-ils, peu importe quand, plus d’objets que leur activité ne le donne ? Les amateurs d’une même source le font aussi.'
            : '“Together”: would two accounts active at these moments have met so often by chance? “Choice”: do they share more objects, whenever, than their activity gives? Fans of one source do, too.'}
        </dd>
        <dd>{say(WORDS.fans)}</dd>
      </dl>
      <section class="sheet-posts">
        <h3>{say(WORDS.meetings)}</h3>
        <p>
          {met.length < pair.weight
            ? lang === 'fr'
              ? `${format.number(met.length)} sur ${format.number(pair.weight)} sont montrées ici ; toutes sont dans evidence.csv : `
              : `Showing ${format.number(met.length)} of ${format.number(pair.weight)}; all are in evidence.csv: `
            : lang === 'fr'
              ? `Toutes sont là : ${format.number(met.length)}. En tableau : `
              : `All ${format.number(met.length)} of them. As a table: `}
          <code>sillage export network</code>
        </p>
        {met.map((meeting, n) => (
          <Meeting key={n} meeting={meeting} ends={ends} />
        ))}
      </section>
    </>
  )
}

type Ends = readonly [NetworkAccount | undefined, NetworkAccount | undefined]

function claim(pair: NetworkPair, ends: Ends, window_s: number | null, speaking: Voice): string {
  const { lang, format } = speaking
  const [one, other] = ends.map(end => (end ? accountShown(end) : ''))
  const within = window_s === null ? '' : format.span(window_s)
  if (lang === 'fr')
    return `${one} et ${other} se sont rencontrés sur ${counted(pair.weight, ['objet', 'objets'], speaking)}${within && `, à ${within} au plus l’un de l’autre`}.`
  return `${one} and ${other} met on ${counted(pair.weight, ['object', 'objects'], speaking)}${within && `, within ${within} of each other`}.`
}

/** One object, the gap, and both posts beside each other, the earlier first. */
function Meeting({ meeting, ends }: { meeting: NetworkMeeting; ends: Ends }) {
  const { lang, format } = useVoice()
  const { kind, object, gap_ms, posts, at } = meeting
  const sides = [0, 1].map(side => ({ post: posts[side] ?? '', at: at[side] ?? 0, end: ends[side] }))
  sides.sort((a, b) => a.at - b.at)
  return (
    <div class="meeting">
      <p class="meeting-head">
        <span class="kind">{kindName(kind, lang)}</span> <bdi>{legible(object)}</bdi>{' '}
        <b>
          {gap_ms === 0
            ? lang === 'fr'
              ? 'au même moment'
              : 'at the same moment'
            : lang === 'fr'
              ? `à ${format.span(gap_ms / 1000)} d’écart`
              : `${format.span(gap_ms / 1000)} apart`}
        </b>
      </p>
      <ol class="both">
        {sides.map(({ post, at: moment, end }) => (
          <MetPost key={String(post)} post={post} at={moment} end={end} />
        ))}
      </ol>
    </div>
  )
}

function MetPost({ post, at, end }: { post: number | string; at: number; end: NetworkAccount | undefined }) {
  const { data, say, format } = useVoice()
  const shown = typeof post === 'number' ? data.posts[post] : undefined
  if (shown) return <EvidencePost post={shown} />
  return (
    <li class="post">
      <p class="post-head">
        <time dateTime={new Date(at).toISOString()} title={format.utc(at)}>
          {format.dateTime(at)}
        </time>{' '}
        · <bdi>{end ? accountShown(end) : ''}</bdi>
      </p>
      <p class="post-foot">
        <span>{say(WORDS.notHere)}</span>
        <code>sillage show {legible(`${end?.platform ?? ''}:${post}`)}</code>
      </p>
    </li>
  )
}
