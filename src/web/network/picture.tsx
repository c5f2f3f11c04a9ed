import { useMemo, useState } from 'preact/hooks'
import type { NetworkData, NetworkPair } from '../../model/index.ts'
import { pairHash } from '../evidence/address.ts'
import { placeLabels } from '../map/labels.ts'
import { useVoice, type Voice } from '../voice.ts'
import { groupColour } from './colours.ts'
import { groupAnchor } from './dossier.tsx'
import { groupLabels } from './group-labels.ts'
import { type Pointed, pointedAt } from './pointed.ts'
import { type NetworkScene, networkScene } from './scene.ts'
import { accountShown, counted, kindNames, WORDS } from './words.ts'

/** The network drawn at a width: groups as clusters, each with its name, which leads to its dossier. */
export function NetworkPicture({ network, width }: { network: NetworkData; width: number }) {
  const speaking = useVoice()
  const scene = useMemo(() => networkScene(network, width), [network, width])
  const lines = useMemo(() => linesOf(network, scene), [network, scene])
  const names = useMemo(() => namesOf(network, scene), [network, scene])
  const labels = useMemo(() => {
    const lengthOf = (group: number) =>
      groupName(network.groups[group]?.group ?? 0, speaking).length +
      String(network.groups[group]?.accounts).length +
      2
    return groupLabels(network, scene, lengthOf)
  }, [network, scene, speaking])
  const [pointed, setPointed] = useState<Pointed>(null)
  const at = (event: PointerEvent | MouseEvent, coarse = false) => {
    const box = (event.currentTarget as Element).getBoundingClientRect()
    const scale = width / box.width
    return pointedAt(
      network,
      scene,
      (event.clientX - box.left) * scale,
      (event.clientY - box.top) * scale,
      coarse,
    )
  }
  const follow = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return
    const next = at(event)
    setPointed(known => (same(known, next) ? known : next))
  }
  const open = (event: MouseEvent) => {
    if ((event.target as Element).closest('a')) return
    const found = at(event, window.matchMedia('(pointer: coarse)').matches)
    if (!found) return
    const pair = 'pair' in found ? network.pairs[found.pair] : undefined
    const group =
      'account' in found ? network.groups[network.accounts[found.account]?.group ?? -1] : undefined
    if (pair) location.hash = pairHash(pair)
    if (group) location.hash = groupAnchor(group)
  }
  const { groups, clusters } = network
  const { lang, format } = speaking
  return (
    <div class="network-frame">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: every pair is a link in its group's dossier and in the table */}
      {/* biome-ignore lint/a11y/useSemanticElements: a group of links drawn as a picture is no fieldset */}
      <svg
        class={pointed ? 'network-svg pointing' : 'network-svg'}
        viewBox={`0 0 ${scene.width} ${scene.height}`}
        width={scene.width}
        height={scene.height}
        role="group"
        aria-label={described(network, speaking)}
        onPointerMove={follow}
        onPointerLeave={() => setPointed(null)}
        onClick={open}
      >
        {clusters.map(({ group }, n) => {
          const disc = scene.discs[n]
          if (group === null || !disc) return null
          return (
            <circle
              key={group}
              class={`ground ${ground(groups[group]?.status)}`}
              cx={disc.x}
              cy={disc.y}
              r={disc.r}
            />
          )
        })}
        {lines.map(({ key, d, colour, kind, width: stroke, count }) => (
          <path
            key={key}
            class={`line ${kind}`}
            d={d}
            style={{
              stroke: colour,
              strokeWidth: stroke,
              opacity: kind === 'lead' ? undefined : clear(count),
            }}
          />
        ))}
        {pointed && <path class="line lit" d={litLines(network, scene, pointed)} />}
        {scene.dots.map(({ x, y, r }, account) => {
          const of = network.accounts[account]?.group ?? null
          const status = of === null ? undefined : groups[of]?.status
          return (
            <circle
              key={account}
              class={status === 'reported' ? 'dot' : 'dot hollow'}
              cx={x.toFixed(1)}
              cy={y.toFixed(1)}
              r={r.toFixed(1)}
              style={{ color: groupColour(groups, of) }}
            />
          )
        })}
        {names.map(({ x, y, text, left }) => (
          <text
            key={text}
            class="account-name"
            x={left ? x - 9 : x + 9}
            y={y + 4}
            text-anchor={left ? 'end' : 'start'}
          >
            {text}
          </text>
        ))}
        {labels.map(({ group, x, y, whole }) => {
          const of = groups[group]
          if (!of) return null
          const count = format.number(of.accounts)
          return (
            <a
              key={group}
              href={`#${groupAnchor(of)}`}
              class="group-name"
              aria-label={`${groupName(of.group, speaking)}, ${counted(of.accounts, lang === 'fr' ? ['compte', 'comptes'] : ['account', 'accounts'], speaking)}`}
            >
              <text x={x} y={y} text-anchor="middle" style={{ fill: groupColour(groups, group) }}>
                {whole ? groupName(of.group, speaking) : format.number(of.group)}
                {whole && <tspan class="group-count"> · {count}</tspan>}
              </text>
            </a>
          )
        })}
      </svg>
      <p class="network-tip" aria-hidden="true">
        {pointed ? tip(network, pointed, speaking) : speaking.say(WORDS.point)}
      </p>
    </div>
  )
}

/** With more clusters than this the accounts' names would cover them. */
const MOST_NAMED = 8

const ground = (status: string | undefined) => (status === 'reported' ? 'claimed' : 'unclaimed')

export const groupName = (group: number, { lang, format }: Voice): string =>
  `${lang === 'fr' ? 'Groupe' : 'Group'} ${format.number(group)}`

const same = (a: Pointed, b: Pointed): boolean => JSON.stringify(a) === JSON.stringify(b)

interface Line {
  key: string
  d: string
  colour: string
  kind: string
  width: number
  /** How many lines it is. */
  count: number
}

/** The more lines, the fainter: a crowd stays a web and does not become a blot. */
const clear = (count: number): number => Math.max(0.12, 0.52 / (1 + count / 250))

/** Lines of one colour and one weight are one path: thousands of them cost no more than a few elements. */
function linesOf({ pairs, accounts, groups }: NetworkData, scene: NetworkScene): Line[] {
  const lines = new Map<string, Line>()
  for (const pair of pairs) {
    const [a, b] = [scene.dots[pair.source], scene.dots[pair.target]]
    if (!a || !b) continue
    const of = [accounts[pair.source]?.group ?? null, accounts[pair.target]?.group ?? null]
    const own = of[0] === of[1] ? (of[0] ?? null) : null
    const kind = !pair.validated
      ? 'lead'
      : own !== null && groups[own]?.status === 'reported'
        ? 'sure'
        : 'loose'
    const step = Math.min(4, Math.floor(Math.log2(pair.weight)))
    const key = `${kind} ${own} ${kind === 'lead' ? 0 : step}`
    const line = lines.get(key) ?? {
      key,
      d: '',
      colour: kind === 'lead' ? 'var(--faint)' : groupColour(groups, own),
      kind,
      width: kind === 'lead' ? 0.8 : 0.7 + step * 0.5,
      count: 0,
    }
    line.count++
    line.d += segment(a, b)
    lines.set(key, line)
  }
  return [...lines.values()].sort((a, b) => Number(b.kind === 'lead') - Number(a.kind === 'lead'))
}

const segment = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${b.x.toFixed(1)} ${b.y.toFixed(1)}`

function litLines({ pairs }: NetworkData, { dots }: NetworkScene, pointed: Exclude<Pointed, null>): string {
  const lit: readonly (NetworkPair | undefined)[] =
    'pair' in pointed
      ? [pairs[pointed.pair]]
      : pairs.filter(({ source, target }) => source === pointed.account || target === pointed.account)
  return lit
    .map(pair => {
      const [a, b] = [dots[pair?.source ?? -1], dots[pair?.target ?? -1]]
      return a && b ? segment(a, b) : ''
    })
    .join('')
}

/** The best-tied account of each group that is a claim, where its name has room. */
function namesOf(
  network: NetworkData,
  scene: NetworkScene,
): { x: number; y: number; text: string; left: boolean }[] {
  if (scene.width < 560 || network.clusters.length > MOST_NAMED) return []
  const ties = new Map<number, number>()
  for (const { source, target, weight, validated } of network.pairs)
    for (const end of validated ? [source, target] : []) ties.set(end, (ties.get(end) ?? 0) + weight)
  const wanted = network.clusters.flatMap(({ group, members }) => {
    if (group === null || network.groups[group]?.status !== 'reported') return []
    return [...members].sort((a, b) => (ties.get(b) ?? 0) - (ties.get(a) ?? 0)).slice(0, 2)
  })
  return placeLabels(
    wanted.flatMap(account => {
      const [dot, of] = [scene.dots[account], network.accounts[account]]
      return dot && of ? [{ x: dot.x, y: dot.y, text: accountShown(of) }] : []
    }),
    scene.width,
    scene.height,
  )
}

function tip(network: NetworkData, pointed: Exclude<Pointed, null>, speaking: Voice): string {
  const { lang } = speaking
  const name = (account: number) => {
    const of = network.accounts[account]
    return of ? accountShown(of) : ''
  }
  if ('account' in pointed) {
    const tied = network.pairs.filter(
      ({ source, target, validated }) =>
        validated && (source === pointed.account || target === pointed.account),
    ).length
    const posts = counted(
      network.accounts[pointed.account]?.posts ?? 0,
      lang === 'fr' ? ['message', 'messages'] : ['post', 'posts'],
      speaking,
    )
    return lang === 'fr'
      ? `${name(pointed.account)} : ${posts}, ${counted(tied, ['paire validée', 'paires validées'], speaking)}`
      : `${name(pointed.account)}: ${posts}, ${counted(tied, ['validated pair', 'validated pairs'], speaking)}`
  }
  const pair = network.pairs[pointed.pair]
  if (!pair) return ''
  const kinds = kindNames(
    pair.kinds.map(({ kind }) => kind),
    lang,
  )
  return lang === 'fr'
    ? `${name(pair.source)} et ${name(pair.target)} : ${counted(pair.weight, ['objet commun', 'objets communs'], speaking)} (${kinds})`
    : `${name(pair.source)} and ${name(pair.target)}: ${counted(pair.weight, ['object', 'objects'], speaking)} in common (${kinds})`
}

/** The picture in words, for those who do not see it. */
function described({ groups, pairs, accounts }: NetworkData, speaking: Voice): string {
  const { lang, say } = speaking
  const told = groups
    .map(
      group =>
        `${groupName(group.group, speaking)}, ${counted(group.accounts, lang === 'fr' ? ['compte', 'comptes'] : ['account', 'accounts'], speaking)}`,
    )
    .join('; ')
  const validated = pairs.filter(pair => pair.validated).length
  return lang === 'fr'
    ? `${say(WORDS.title)}. ${counted(accounts.length, ['compte', 'comptes'], speaking)}, ${counted(validated, ['paire validée', 'paires validées'], speaking)}. ${told}.`
    : `${say(WORDS.title)}. ${counted(accounts.length, ['account', 'accounts'], speaking)}, ${counted(validated, ['validated pair', 'validated pairs'], speaking)}. ${told}.`
}
