import { useState } from 'preact/hooks'
import type { NetworkData, NetworkDossier, PushedObject, ShownPost } from '../../model/index.ts'
import { clipped } from '../../words/clipped.ts'
import { harmless } from '../../words/harmless.ts'
import { pairHash } from '../evidence/address.ts'
import { legible } from '../evidence/legible.ts'
import { EvidencePost } from '../evidence/post.tsx'
import { typeset } from '../typography.ts'
import { useVoice, type Voice } from '../voice.ts'
import { groupColour } from './colours.ts'
import { Lanes } from './lanes.tsx'
import { accountShown, counted, kindName, kindNames, STATUS, WORDS } from './words.ts'

const FIRST_PAIRS = 12
const FIRST_OBJECTS = 6
/** The scale beside each object, in windows: who comes later than that is not drawn on it. */
const LONGEST = 1

/** A group's place on the page. */
export const groupAnchor = ({ group }: Pick<NetworkDossier, 'group'>): string => `group/${group}`

/** One group: what is claimed of it, when it acted, on what, the posts side by side, who, and each pair. */
export function Dossier({ network, index, open }: { network: NetworkData; index: number; open: boolean }) {
  const speaking = useVoice()
  const { say, lang, format } = speaking
  const dossier = network.groups[index]
  if (!dossier) return null
  const [most] = dossier.pushed.filter(({ posts }) => posts.length > 1)
  const name = `${lang === 'fr' ? 'Groupe' : 'Group'} ${format.number(dossier.group)}`
  const members = network.clusters.find(({ group }) => group === index)?.members ?? []
  return (
    <details
      class="dossier"
      id={groupAnchor(dossier)}
      open={open}
      style={{ '--own': groupColour(network.groups, index) }}
    >
      <summary>
        <h3>{name}</h3>
        <span>
          {counted(
            dossier.accounts,
            lang === 'fr' ? ['compte', 'comptes'] : ['account', 'accounts'],
            speaking,
          )}{' '}
          · {kindNames(dossier.object_kinds, lang)} · {say(STATUS[dossier.status])}
        </span>
      </summary>
      <p class="dossier-lead">{typeset(lead(dossier, network, speaking), lang)}</p>
      <p class="small">{typeset(timing(dossier, speaking), lang)}</p>
      {dossier.shared_objects > 0 && <p class="small">{typeset(early(dossier, speaking), lang)}</p>}
      {dossier.acts.length > 1 && (
        <>
          <h4>{say(WORDS.when)}</h4>
          <Lanes network={network} dossier={dossier} />
        </>
      )}
      {dossier.pushed.length > 0 && (
        <>
          <h4>{say(WORDS.pushed)}</h4>
          <Pushed dossier={dossier} window_s={network.window_s} />
        </>
      )}
      {most && (
        <>
          <h4>{say(WORDS.side)}</h4>
          <SideBySide pushed={most} />
        </>
      )}
      <h4>{say(WORDS.who)}</h4>
      <ul class="members">
        {members.map(member => {
          const of = network.accounts[member]
          return of ? (
            <li key={member}>
              <bdi>{accountShown(of)}</bdi>{' '}
              <span>
                {counted(of.posts, lang === 'fr' ? ['message', 'messages'] : ['post', 'posts'], speaking)}
              </span>
            </li>
          ) : null
        })}
      </ul>
      <Pairs network={network} index={index} />
    </details>
  )
}

function lead(dossier: NetworkDossier, { window_s }: NetworkData, speaking: Voice): string {
  const { lang, format } = speaking
  const { accounts, edges, objects, posts, share, first_at, last_at, object_kinds } = dossier
  const one = object_kinds.length === 1 ? object_kinds[0] : undefined
  const things = one
    ? `${format.number(objects)} ${kindName(one, lang, objects)}`
    : counted(objects, lang === 'fr' ? ['objet', 'objets'] : ['object', 'objects'], speaking)
  const from = format.moment(first_at)
  const to = format.day(first_at) === format.day(last_at) ? format.time(last_at) : format.moment(last_at)
  if (lang === 'fr')
    return `${counted(accounts, ['compte', 'comptes'], speaking)}, ${accounts < 2 ? 'lié' : 'liés'} par ${counted(edges, ['paire validée', 'paires validées'], speaking)}, ont agi sur ${things}${window_s === null ? '' : ` à ${format.span(window_s)} au plus l’un de l’autre`}, du ${from} ${to.length < 12 ? 'à' : 'au'} ${to}. ${counted(posts, ['message', 'messages'], speaking)} sur le sujet, soit ${format.percent(share, share < 0.1 ? 1 : 0)} de tous.`
  return `${counted(accounts, ['account', 'accounts'], speaking)}, tied by ${counted(edges, ['validated pair', 'validated pairs'], speaking)}, acted on ${things}${window_s === null ? '' : ` within ${format.span(window_s)} of one another`}, from ${from} to ${to}. ${counted(posts, ['post', 'posts'], speaking)} on the subject, ${format.percent(share, share < 0.1 ? 1 : 0)} of all.`
}

function timing({ status, timing_p, timing_q }: NetworkDossier, { lang, format }: Voice): string {
  const p = chance(timing_p, format.number)
  const q = chance(timing_q, format.number)
  if (status === 'no baseline')
    return lang === 'fr'
      ? 'Sans point de comparaison : presque personne d’autre n’a partagé ces objets. Rien ne dit si leurs temps sont inhabituels.'
      : 'No baseline: hardly anyone else shared these objects. Nothing says whether their timing is unusual.'
  if (status === 'may be habit')
    return lang === 'fr'
      ? `Peut-être une habitude : ils sont plus proches dans le temps que des comptes tirés au hasard (p ${p}, q ${q} sur tous les groupes), mais pas plus que ceux qui ont agi à dix minutes d’eux au plus. Les abonnés d’une même source, alertés, ont cet aspect. Une piste, pas un constat.`
      : `May be habit: they are closer in time than accounts drawn at random (p ${p}, q ${q} over all groups), but no closer than those who acted within ten minutes of them. Followers of one source, alerted, look like this. A lead, not a finding.`
  if (status === 'reported')
    return lang === 'fr'
      ? `Sur les objets que d’autres ont aussi partagés, ils sont plus proches dans le temps que des comptes tirés au hasard (p ${p}, q ${q} sur tous les groupes).`
      : `On objects that others shared too, they are closer in time than accounts drawn at random (p ${p}, q ${q} over all groups).`
  return lang === 'fr'
    ? `Non retenu : leurs temps ne sont pas plus proches que ceux de comptes tirés au hasard (p ${p}, q ${q} sur tous les groupes). Une piste, pas un constat.`
    : `Not reported: their timing is no closer than that of accounts drawn at random (p ${p}, q ${q} over all groups). A lead, not a finding.`
}

/** How early they were, beside all others who acted on the same. */
function early({ others, shared_objects, led_objects }: NetworkDossier, speaking: Voice): string {
  const { lang, format } = speaking
  const [shared, led] = [format.number(shared_objects), format.number(led_objects)]
  return lang === 'fr'
    ? `${counted(others, ['autre compte a agi', 'autres comptes ont agi'], speaking)} sur ${shared} de ces objets, peu importe quand ; l’un du groupe y était ${led_objects === 0 ? 'le premier sur aucun' : `le premier capturé sur ${led}`}.`
    : `${counted(others, ['other account', 'other accounts'], speaking)} acted on ${shared} of these objects, whenever; one of the group was the first captured on ${led_objects === 0 ? 'none' : led}.`
}

/** A probability as read: "= 0.004", "< 0.001". */
export function chance(p: number | null, number: (n: number, digits?: number) => string): string {
  if (p === null) return '= –'
  return p < 0.001 ? `< ${number(0.001)}` : `= ${number(p, p < 0.1 ? 3 : 2)}`
}

/** What most of the group met on; beside each, how many seconds after the first each account came. */
function Pushed({ dossier, window_s }: { dossier: NetworkDossier; window_s: number | null }) {
  const { say, lang, format, data } = useVoice()
  const [whole, setWhole] = useState(false)
  const shown = whole ? dossier.pushed : dossier.pushed.slice(0, FIRST_OBJECTS)
  const room = (window_s ?? 60) * LONGEST
  return (
    <>
      <p class="small">
        {lang === 'fr'
          ? `À droite, les comptes dans le temps, de 0 à ${format.span(room)} après le premier.`
          : `At the right the accounts in time, from 0 to ${format.span(room)} after the first.`}
      </p>
      <ul class="pushed">
        {shown.map(pushed => {
          const original = pushed.original === null ? undefined : data.posts[pushed.original]
          return (
            <li key={`${pushed.kind} ${pushed.object}`}>
              <p class="pushed-object">
                <span class="kind">{kindName(pushed.kind, lang)}</span>{' '}
                <bdi>{clipped(legible(pushed.object), 120)}</bdi>
                {original && <q>{clipped(harmless(original.text), 80)}</q>}
              </p>
              <p class="pushed-when">
                {format.number(pushed.accounts)}{' '}
                {lang === 'fr' ? 'comptes' : pushed.accounts === 1 ? 'account' : 'accounts'} ·{' '}
                <time dateTime={new Date(pushed.first_at).toISOString()} title={format.utc(pushed.first_at)}>
                  {format.dateTime(pushed.first_at)}
                </time>
              </p>
              <Seconds dossier={dossier} pushed={pushed} room={room} />
            </li>
          )
        })}
      </ul>
      {dossier.pushed.length > FIRST_OBJECTS && (
        <button type="button" class="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole
            ? say({ en: 'Show fewer', fr: 'Réduire' })
            : `${say({ en: 'Show all', fr: 'Tout montrer' })} (${format.number(dossier.pushed.length)})`}
        </button>
      )}
    </>
  )
}

/** Dots along one scale for the whole group, which begins at the group's first post on the object. */
function Seconds(props: { dossier: NetworkDossier; pushed: PushedObject; room: number }) {
  const { format, lang } = useVoice()
  const { dossier, pushed, room } = props
  const place = dossier.pushed.indexOf(pushed)
  const after = dossier.acts.filter(act => act.pushed === place).map(act => (act.at - pushed.first_at) / 1000)
  const last = Math.max(0, ...after)
  const within = after.filter(seconds => seconds <= room)
  const said =
    lang === 'fr' ? `${format.span(last)} du premier au dernier` : `${format.span(last)} from first to last`
  return (
    <p class="seconds">
      <svg viewBox="0 0 200 14" preserveAspectRatio="xMinYMid" role="img" aria-label={said}>
        <path d="M4 7H196M4 3V11M196 3V11" />
        {within.map((seconds, n) => (
          <circle key={n} cx={(4 + (seconds / room) * 192).toFixed(1)} cy="7" r="3.2" />
        ))}
      </svg>
      <span>{said}</span>
    </p>
  )
}

/** The posts on one object beside each other, each with how long after the first it came. */
function SideBySide({ pushed }: { pushed: PushedObject }) {
  const { data, lang, format } = useVoice()
  const posts = pushed.posts.flatMap((at): ShownPost | [] => data.posts[at] ?? [])
  const first = posts[0]?.at ?? 0
  return (
    <>
      <p class="small">
        {kindName(pushed.kind, lang)} <bdi>{clipped(legible(pushed.object), 100)}</bdi>
        {posts.length < pushed.accounts &&
          (lang === 'fr'
            ? `${'\u202f'}: les ${format.number(posts.length)} premiers de ${format.number(pushed.accounts)} comptes`
            : `: the first ${format.number(posts.length)} of ${format.number(pushed.accounts)} accounts`)}
      </p>
      <div class="side-by-side">
        {posts.map(post => (
          <div class="beside" key={`${post.platform}:${post.post_id}`}>
            <span class="after">
              {post.at === first
                ? { en: 'first', fr: 'le premier' }[lang]
                : `+\u2009${format.span((post.at - first) / 1000)}`}
            </span>
            <ol class="single">
              <EvidencePost post={post} />
            </ol>
          </div>
        ))}
      </div>
    </>
  )
}

/** Each validated pair of a group as a door to its meetings. */
function Pairs({ network, index }: { network: NetworkData; index: number }) {
  const { say, format } = useVoice()
  const [whole, setWhole] = useState(false)
  const own = network.pairs.filter(
    ({ source, target, validated }) =>
      validated && network.accounts[source]?.group === index && network.accounts[target]?.group === index,
  )
  if (own.length === 0) return null
  const name = (account: number) => {
    const of = network.accounts[account]
    return of ? accountShown(of) : ''
  }
  return (
    <>
      <h4>{say(WORDS.pairs)}</h4>
      <ul class="pairs">
        {(whole ? own : own.slice(0, FIRST_PAIRS)).map(pair => (
          <li key={pairHash(pair)}>
            <a class="door" href={pairHash(pair)} aria-haspopup="dialog">
              <bdi>{name(pair.source)}</bdi> – <bdi>{name(pair.target)}</bdi>
            </a>{' '}
            <span>{format.number(pair.weight)}</span>
          </li>
        ))}
      </ul>
      {own.length > FIRST_PAIRS && (
        <button type="button" class="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole
            ? say({ en: 'Show fewer', fr: 'Réduire' })
            : `${say(WORDS.allPairs)} (${format.number(own.length)})`}
        </button>
      )}
    </>
  )
}
