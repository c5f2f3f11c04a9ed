import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MultiUndirectedGraph, UndirectedGraph } from 'graphology'
import { parse as parseGexf } from 'graphology-gexf'
import { parse as parseGraphml } from 'graphology-graphml'
import { beforeAll, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { NetworkFigures } from '../analyses/coordination/shape.ts'
import { fixtures } from '../case/testing.ts'
import { exportNetwork, type NetworkFormat } from './export-network.ts'
import { madeNetwork, networkCase } from './testing/network.ts'

const { at } = fixtures()

/** Names that break a careless XML or CSV, one an account. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><node id="n0"/>',
  "]]> & ' &amp; &#0;",
  'a zero \u0000 byte, a bell \u0007, an escape \u001b[31m',
  'half \ud83d a pair, and \uffff',
  'tab\tand\nline\r\nends',
  '\u202egnirts',
  '=HYPERLINK("x")',
  '007',
]

let figures: NetworkFigures
const files = new Map<string, string>()
const read = (name: string): string => files.get(name) ?? ''

beforeAll(async () => {
  const plain = madeNetwork()
  // as the record would have them: JSON keeps halves of pairs and control signs
  figures = {
    ...plain.figures,
    nodes: plain.figures.nodes.map(node => ({ ...node, handle: HOSTILE[node.node] ?? node.handle })),
    meetings: plain.figures.meetings.map((met, n) => ({ ...met, object: HOSTILE[n % 40] ?? met.object })),
  }
  const [one, other] = figures.edges
  if (!one || !other) throw new Error('the made-up network has edges')
  // a second kind of object ties the same two accounts: a parallel edge
  figures.edges.push({ ...one, edge: figures.edges.length, object_kind: 'url', weight: 1, validated: false })
  figures.meetings.push({
    ...(figures.meetings[0] as (typeof figures.meetings)[0]),
    edge: figures.edges.length - 1,
  })
  const given = await networkCase(at('small'), { figures, csv: plain.csv })
  for (const format of ['gexf', 'graphml', 'network'] satisfies NetworkFormat[]) {
    const { path, files: written } = await exportNetwork(given, format, { out: at(`out-${format}`) })
    for (const file of written)
      files.set(file.path.slice(path.length + 1), await readFile(join(file.path), 'utf8'))
  }
})

const SCHEMAS = { gexf: 'gexf-1.3.xsd', graphml: 'graphml-1.0.xsd' } as const

async function faults(fileName: string, contents: string): Promise<string[]> {
  const kind = fileName.endsWith('.gexf') ? 'gexf' : 'graphml'
  const schema = await readFile(new URL(`samples/${SCHEMAS[kind]}`, import.meta.url), 'utf8')
  const { errors } = await validateXML({
    xml: { fileName, contents },
    schema: { fileName: SCHEMAS[kind], contents: schema },
  })
  return errors.map(({ message }) => message)
}

test.each(['timestamps.gexf', 'intervals.gexf', 'network.graphml'])(
  '%s keeps to its schema, whatever accounts are called',
  async name => {
    expect(await faults(name, read(name))).toEqual([])
  },
)

test.each([
  ['timestamps.gexf', 'timeformat="dateTime"', 'timeformat="minutes"'],
  ['intervals.gexf', '<spell start=', '<spell begin='],
  ['network.graphml', 'source="n0"', 'source="n9999"'],
  ['network.graphml', '&lt;script', '<script'],
])('the schema finds a fault that is put into %s', async (name, right, wrong) => {
  expect(read(name)).toContain(right)
  expect(await faults(name, read(name).replace(right, wrong))).not.toEqual([])
})

test('no file of GEXF mixes moments and intervals', () => {
  expect(read('timestamps.gexf')).toContain('timerepresentation="timestamp"')
  expect(read('timestamps.gexf')).not.toMatch(/ (start|end)="/)
  expect(read('intervals.gexf')).toContain('timerepresentation="interval"')
  expect(read('intervals.gexf')).not.toMatch(/ timestamps?="/)
})

test.each(['timestamps.gexf', 'intervals.gexf'])(
  'graphology opens %s: every account, every edge, every tie',
  name => {
    const graph = parseGexf(UndirectedGraph, read(name))
    expect([graph.order, graph.size, graph.multi]).toEqual([figures.nodes.length, figures.edges.length, true])
    for (const { node, group, platform, account_id } of figures.nodes)
      expect(graph.getNodeAttributes(`n${node}`)).toMatchObject({
        platform,
        account_id,
        ...(group === null ? {} : { group }),
      })
    for (const { edge, source, target, weight, validated, q, object_kind } of figures.edges) {
      expect(graph.extremities(`e${edge}`)).toEqual([`n${source}`, `n${target}`])
      expect(graph.getEdgeAttributes(`e${edge}`)).toMatchObject({
        weight,
        validated,
        q,
        object_kind,
        kind: object_kind,
      })
    }
  },
)

test('each meeting is a moment or an interval of its edge', () => {
  const { edge, source_at, target_at } = figures.meetings[0] ?? { edge: 0, source_at: 0, target_at: 0 }
  const own = (name: string) => new RegExp(`<edge id="e${edge}"[\\s\\S]*?</edge>`).exec(read(name))?.[0] ?? ''
  const [from, to] = [Math.min(source_at, target_at), Math.max(source_at, target_at)].map(ms =>
    new Date(ms).toISOString(),
  )
  expect(own('timestamps.gexf')).toContain(`<spell timestamp="${from}"/>`)
  expect(own('timestamps.gexf')).toContain(`<spell timestamp="${to}"/>`)
  expect(own('intervals.gexf')).toContain(`<spell start="${from}" end="${to}"/>`)
  const ends = (own('intervals.gexf').match(/end="[^"]+"/g) ?? []).length
  expect(ends).toBeGreaterThan(1)
})

test('an account is there whenever one of its edges is', () => {
  const timesOf = (element: string) => new Set(element.match(/timestamp="[^"]+"/g))
  const text = read('timestamps.gexf')
  const nodes = new Map(
    [...text.matchAll(/<node id="(n\d+)"[\s\S]*?<\/node>/g)].map(([element, id]) => [id, timesOf(element)]),
  )
  for (const [element, source, target] of text.matchAll(
    /<edge id="e\d+" source="(n\d+)" target="(n\d+)"[\s\S]*?<\/edge>/g,
  ))
    for (const time of timesOf(element))
      expect([nodes.get(source)?.has(time), nodes.get(target)?.has(time)]).toEqual([true, true])
})

test('graphology opens the GraphML, with types and texts as they were but for what XML forbids', () => {
  const graph = parseGraphml(MultiUndirectedGraph, read('network.graphml'))
  expect([graph.order, graph.size]).toEqual([figures.nodes.length, figures.edges.length])
  const handles = figures.nodes
    .slice(0, HOSTILE.length)
    .map(({ node }) => graph.getNodeAttribute(`n${node}`, 'handle'))
  expect(handles).toEqual(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
    HOSTILE.map(text => text.replace(/[\u0000\u0007\u001b\uffff\ud83d]/g, '\ufffd')),
  )
})

test('networkx opens the GraphML', context => {
  try {
    execFileSync('python3', ['-c', 'import networkx'], { stdio: 'ignore' })
  } catch {
    context.skip('python3 with networkx is not installed')
  }
  const script = `
import networkx, json, sys
graph = networkx.read_graphml(sys.argv[1])
edge = graph.edges['n0', 'n1', 'e0'] if graph.is_multigraph() else {}
print(json.dumps([graph.number_of_nodes(), graph.number_of_edges(), graph.is_directed(), type(edge.get('weight')).__name__, edge.get('validated'), graph.nodes['n0']['handle']]))`
  const said = execFileSync('python3', ['-c', script, at('out-graphml/network.graphml')], {
    encoding: 'utf8',
  })
  const e0 = figures.edges[0]
  expect(e0 && [e0.source, e0.target]).toEqual([0, 1])
  expect(JSON.parse(said)).toEqual([
    figures.nodes.length,
    figures.edges.length,
    false,
    'int',
    true,
    HOSTILE[0],
  ])
})

test('the CSV has every account, every edge, and every meeting with both posts', () => {
  const lines = (name: string) => read(name).trimEnd().split('\r\n')
  expect(lines('nodes.csv')[0]).toBe(
    'id,label,platform,account_id,handle,posts,group,group_status,first_at,first_at_iso,last_at,last_at_iso',
  )
  expect(lines('edges.csv')[0]).toBe(
    'id,source,target,source_account,target_account,object_kind,weight,p,q,validated,choice_p,first_at,first_at_iso,last_at,last_at_iso',
  )
  expect(lines('edges.csv').length).toBe(figures.edges.length + 1)
  expect(lines('edges.csv')[1]).toMatch(/^e0,n0,n1,x:7000,x:7001,repost,\d,/)
  expect(read('evidence.csv').match(/^e\d+,x:/gm)?.length).toBe(figures.meetings.length)
  const met = figures.meetings.find(({ edge, object }) => edge > 0 && /^86/.test(object))
  expect(read('evidence.csv')).toContain(
    `,repost,${met?.object},${met?.source_post},${met?.target_post},${met?.source_at},`,
  )
})

test('a case without the network says what to run', async () => {
  const given = await networkCase(at('none'), { ...madeNetwork(), figures: { ...figures, edges: [] } })
  await expect(exportNetwork(given, 'gexf', { out: at('nothing') })).rejects.toThrow(/no network to write/)
})
