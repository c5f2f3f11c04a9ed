import type { NetworkEdge, NetworkNode } from '../analyses/coordination/shape.ts'
import { edgeId, type Network, nodeId, nodeLabel } from './network.ts'
import { statusOf } from './network-csv.ts'
import { REPLACED_NOTE, type XmlWriter } from './xml.ts'

/** How a GEXF file tells time. One file has one of them: GEXF 1.3 forbids to mix them. */
export type TimeRepresentation = 'timestamp' | 'interval'

/** When each edge's accounts met, in the order of the edges, then of time (`meetingTimes`). */
export interface Times {
  edge: Float64Array
  source_at: Float64Array
  target_at: Float64Array
}

type AttributeType = 'string' | 'long' | 'integer' | 'double' | 'boolean'

// An attribute's id is its title: some readers show the one, some the other.
const NODE_ATTRIBUTES: Readonly<Record<string, AttributeType>> = {
  platform: 'string',
  account_id: 'string',
  handle: 'string',
  posts: 'long',
  group: 'integer',
  group_status: 'string',
}

const EDGE_ATTRIBUTES: Readonly<Record<string, AttributeType>> = {
  object_kind: 'string',
  validated: 'boolean',
  p: 'double',
  q: 'double',
  choice_p: 'double',
}

/**
 * The network as GEXF 1.3 (https://gexf.net/schema.html), in pieces to be written one after the other. Two accounts that
 * met on several kinds of object have as many parallel edges, told apart by `kind`.
 *
 * As timestamps, an edge is there at the moment of every post by which its accounts met, and an account whenever one of
 * its edges is. As intervals, an edge is there from the first to the second post of each meeting (intervals that overlap
 * are one), and an account from its first meeting to its last.
 */
export function* gexf(
  network: Network,
  times: Times,
  representation: TimeRepresentation,
  xml: XmlWriter,
  day: string,
): Generator<string> {
  const moments = new EdgeMoments(times)
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta${xml.attributes({ lastmodifieddate: day })}>
    <creator>${xml.text(network.made)}</creator>
    <description>${xml.text(`${network.title}. Accounts that acted on the same objects within the window. ${CAUTION} ${REPLACED_NOTE}`)}</description>
  </meta>
  <graph mode="dynamic" defaultedgetype="undirected" idtype="string" timeformat="dateTime" timerepresentation="${representation}" timezone="UTC">
    <attributes class="node" mode="static">
${declared(NODE_ATTRIBUTES)}    </attributes>
    <attributes class="edge" mode="static">
${declared(EDGE_ATTRIBUTES)}    </attributes>
    <nodes${xml.attributes({ count: network.nodes.length })}>
`
  const timesOf = representation === 'timestamp' ? nodeMoments(network, moments) : null
  for (const node of network.nodes) yield nodeElement(network, node, timesOf, xml)
  yield `    </nodes>
    <edges${xml.attributes({ count: network.edges.length })}>
`
  for (const edge of network.edges) yield edgeElement(edge, moments, representation, xml)
  yield `    </edges>
  </graph>
</gexf>
`
}

/** Said in every file, so that it goes where the network goes. */
export const CAUTION =
  'An edge is a lead, not a finding: fans and newsrooms act together too. Groups with status “reported” passed the tests.'

function nodeElement(
  network: Network,
  node: NetworkNode,
  timesOf: ReadonlyMap<number, ReadonlySet<number>> | null,
  xml: XmlWriter,
): string {
  const lifetime = timesOf ? {} : { start: iso(node.first_at), end: iso(node.last_at) }
  const moments = [...(timesOf?.get(node.node) ?? [])].sort((a, b) => a - b)
  return `      <node${xml.attributes({ id: nodeId(node.node), label: nodeLabel(node), ...lifetime })}>
${values({ ...node, group_status: statusOf(network, node.group) }, NODE_ATTRIBUTES, xml)}${spells(
  moments.map(at => ({ timestamp: iso(at) })),
  xml,
)}      </node>
`
}

function edgeElement(
  edge: NetworkEdge,
  moments: EdgeMoments,
  representation: TimeRepresentation,
  xml: XmlWriter,
): string {
  const { source, target, weight, object_kind } = edge
  const met =
    representation === 'timestamp'
      ? moments.timestamps(edge.edge).map(at => ({ timestamp: iso(at) }))
      : moments.intervals(edge.edge).map(([start, end]) => ({ start: iso(start), end: iso(end) }))
  return `      <edge${xml.attributes({ id: edgeId(edge.edge), source: nodeId(source), target: nodeId(target), weight, kind: object_kind })}>
${values(edge, EDGE_ATTRIBUTES, xml)}${spells(met, xml)}      </edge>
`
}

const declared = (attributes: Readonly<Record<string, AttributeType>>): string =>
  Object.entries(attributes)
    .map(([title, type]) => `      <attribute id="${title}" title="${title}" type="${type}"/>\n`)
    .join('')

function values(
  row: Readonly<Record<string, string | number | boolean | null>>,
  attributes: Readonly<Record<string, AttributeType>>,
  xml: XmlWriter,
): string {
  const stated = Object.keys(attributes).filter(name => row[name] !== null && row[name] !== undefined)
  const lines = stated.map(
    name => `          <attvalue for="${name}"${xml.attributes({ value: row[name] ?? null })}/>\n`,
  )
  return `        <attvalues>\n${lines.join('')}        </attvalues>\n`
}

function spells(times: readonly Record<string, string>[], xml: XmlWriter): string {
  if (times.length === 0) return ''
  const lines = times.map(time => `          <spell${xml.attributes(time)}/>\n`)
  return `        <spells>\n${lines.join('')}        </spells>\n`
}

/** xs:dateTime in UTC, with milliseconds. */
const iso = (ms: number): string => new Date(ms).toISOString()

/** Each edge's stretch of the columns. */
class EdgeMoments {
  private readonly times: Times
  private readonly first = new Map<number, number>()

  constructor(times: Times) {
    this.times = times
    times.edge.forEach((edge, at) => {
      if (!this.first.has(edge)) this.first.set(edge, at)
    })
  }

  /** From the earlier post to the later, in time order; those that touch are one. */
  intervals(edge: number): [number, number][] {
    const merged: [number, number][] = []
    for (const [start, end] of this.meetings(edge)) {
      const last = merged.at(-1)
      if (last && start <= last[1]) last[1] = Math.max(last[1], end)
      else merged.push([start, end])
    }
    return merged
  }

  /** Each post's moment once, in time order. */
  timestamps(edge: number): number[] {
    return [...new Set(this.meetings(edge).flat())].sort((a, b) => a - b)
  }

  private meetings(edge: number): [number, number][] {
    const found: [number, number][] = []
    const { edge: edges, source_at, target_at } = this.times
    for (let at = this.first.get(edge) ?? edges.length; edges[at] === edge; at++) {
      const [one, other] = [source_at[at] ?? 0, target_at[at] ?? 0]
      found.push([Math.min(one, other), Math.max(one, other)])
    }
    return found
  }
}

function nodeMoments({ edges }: Network, moments: EdgeMoments): Map<number, Set<number>> {
  const of = new Map<number, Set<number>>()
  for (const { edge, source, target } of edges) {
    const times = moments.timestamps(edge)
    for (const node of [source, target]) {
      const known = of.get(node) ?? new Set()
      for (const time of times) known.add(time)
      of.set(node, known)
    }
  }
  return of
}
