import { CAUTION } from './gexf.ts'
import { edgeId, type Network, nodeId, nodeLabel } from './network.ts'
import { statusOf } from './network-csv.ts'
import { REPLACED_NOTE, type XmlWriter } from './xml.ts'

type KeyType = 'string' | 'long' | 'int' | 'double' | 'boolean'

const NODE_KEYS: Readonly<Record<string, KeyType>> = {
  label: 'string',
  platform: 'string',
  account_id: 'string',
  handle: 'string',
  posts: 'long',
  group: 'int',
  group_status: 'string',
  first_at: 'string',
  last_at: 'string',
}

const EDGE_KEYS: Readonly<Record<string, KeyType>> = {
  weight: 'long',
  object_kind: 'string',
  validated: 'boolean',
  p: 'double',
  q: 'double',
  choice_p: 'double',
  first_at: 'string',
  last_at: 'string',
}

/**
 * The network as GraphML 1.0 (http://graphml.graphdrawing.org/specification.html), in pieces. GraphML has no time of its
 * own: an account's and an edge's first and last meeting are ISO 8601 texts. Two accounts that met on several kinds of
 * object have as many parallel edges.
 */
export function* graphml(network: Network, xml: XmlWriter): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <desc>${xml.text(`${network.title}. ${network.made}. ${CAUTION} ${REPLACED_NOTE}`)}</desc>
${keys('node', NODE_KEYS)}${keys('edge', EDGE_KEYS)}  <graph id="coordination" edgedefault="undirected">
`
  for (const node of network.nodes)
    yield `    <node id="${nodeId(node.node)}">
${data('node', NODE_KEYS, { ...node, label: nodeLabel(node), group_status: statusOf(network, node.group), ...spanOf(node) }, xml)}    </node>
`
  for (const edge of network.edges)
    yield `    <edge id="${edgeId(edge.edge)}" source="${nodeId(edge.source)}" target="${nodeId(edge.target)}">
${data('edge', EDGE_KEYS, { ...edge, ...spanOf(edge) }, xml)}    </edge>
`
  yield `  </graph>
</graphml>
`
}

const spanOf = ({ first_at, last_at }: { first_at: number; last_at: number }) => ({
  first_at: new Date(first_at).toISOString(),
  last_at: new Date(last_at).toISOString(),
})

/** Nodes and edges share names, not keys. */
const keyId = (of: 'node' | 'edge', name: string) => `${of}_${name}`

const keys = (of: 'node' | 'edge', names: Readonly<Record<string, KeyType>>): string =>
  Object.entries(names)
    .map(
      ([name, type]) =>
        `  <key id="${keyId(of, name)}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`,
    )
    .join('')

function data(
  of: 'node' | 'edge',
  names: Readonly<Record<string, KeyType>>,
  row: Readonly<Record<string, string | number | boolean | null>>,
  xml: XmlWriter,
): string {
  return Object.keys(names)
    .flatMap(name => {
      const value = row[name]
      return value === null || value === undefined
        ? []
        : [`      <data key="${keyId(of, name)}">${xml.text(String(value))}</data>\n`]
    })
    .join('')
}
