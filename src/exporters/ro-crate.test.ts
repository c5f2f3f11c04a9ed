import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runAnalyses } from '../analyses/run-all.ts'
import { mountCase } from '../case/mount.ts'
import { type Case, openCase, sourcesOf } from '../case/open.ts'
import { fixtures } from '../case/testing.ts'
import { verifyCase } from '../case/verify.ts'
import type { Deposit } from './crate-metadata.ts'
import { licenseFrom, partyFrom } from './deposit.ts'
import { describeCase, exportCrate } from './ro-crate.ts'
import { brokenRules, smallCase, stepsOf } from './testing.ts'

const { at, write } = fixtures()

let given: Case
let deposit: Deposit
beforeAll(async () => {
  given = await smallCase(at('case'), write)
  const store = await mountCase(given)
  await runAnalyses(given, store)
  await store.close()
  deposit = {
    name: 'The leak',
    description: describeCase(given),
    datePublished: '2017-06-01',
    license: licenseFrom('CC-BY-4.0'),
    authors: [partyFrom('Ann Reporter <0000-0002-1825-0097>'), partyFrom('Bob')],
    publisher: partyFrom('The Paper'),
  }
  await exportCrate(given, deposit, { out: at('crate') })
})

test('a crate keeps every rule of RO-Crate 1.2 that we know of', () => {
  expect(brokenRules(at('crate'))).toEqual([])
})

test('one without its sources, without authors, and with a licence in words does too', async () => {
  const { publisher: _, ...rest } = deposit
  const { withheld } = await exportCrate(
    given,
    { ...rest, authors: [], license: licenseFrom('On request only') },
    { out: at('bare'), withoutSources: true },
  )
  expect(brokenRules(at('bare'))).toEqual([])
  expect(withheld).toEqual(['posts.csv'])
})

type Graph = { '@id': string; [property: string]: unknown }[]

test.each<[string, string, (graph: Graph) => unknown]>([
  ['no descriptor', 'root-data-entity', graph => graph.shift()],
  [
    'another version',
    'root-data-entity',
    graph => Object.assign(graph[0] ?? {}, { conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' } }),
  ],
  ['no licence', 'root-data-entity', graph => Object.assign(graph[1] ?? {}, { license: '' })],
  [
    'no day of publication',
    'root-data-entity',
    graph => Object.assign(graph[1] ?? {}, { datePublished: '2017' }),
  ],
  ['no description', 'root-data-entity', graph => Object.assign(graph[1] ?? {}, { description: undefined })],
  [
    'an entity twice',
    'contextual-entities',
    graph => graph.push({ ...graph[2], '@id': graph[2]?.['@id'] ?? '' }),
  ],
  [
    'a file that is not there',
    'data-entities',
    graph => Object.assign(graph[2] ?? {}, { '@id': 'gone.json' }),
  ],
  [
    'a reference to nothing',
    'structure',
    graph => Object.assign(graph[1] ?? {}, { author: { '@id': '#nobody' } }),
  ],
  [
    'an entity that nothing refers to',
    'metadata',
    graph => graph.push({ '@id': '#lost', '@type': 'Person', name: 'Lost' }),
  ],
])('the rules would find %s', async (_, page, spoil) => {
  await rm(at('spoiled'), { recursive: true, force: true })
  await cp(at('crate'), at('spoiled'), { recursive: true })
  const path = at('spoiled/ro-crate-metadata.json')
  const document = JSON.parse(await readFile(path, 'utf8'))
  spoil(document['@graph'])
  await writeFile(path, JSON.stringify(document))
  expect(brokenRules(at('spoiled')).join('\n')).toContain(`${page}: `)
})

test('each line of the custody log is a step: what it was made of, with what, and what came of it', () => {
  const steps = stepsOf(at('crate'))
  const source = sourcesOf(given)[0]
  expect([...steps.keys()]).toEqual([...given.custody.map(({ n }) => `#custody-${n}`), '#export'])
  expect(steps.get('#custody-2')).toMatchObject({
    '@type': 'CreateAction',
    endTime: given.custody[1]?.time,
    object: { '@id': source?.path },
    instrument: { '@id': '#sillage-0.1.0' },
    identifier: `sha256:${given.custody[1]?.hash}`,
  })
  const results = JSON.stringify(steps.get('#custody-2')?.result)
  for (const part of ['tables/post', 'tables/account', 'tables/action', 'rejects'])
    expect(results).toContain(`${part}/${source?.sha256}`)
})

test('a crate says how to cite it, who made it, and what time it covers', async () => {
  const { '@graph': graph } = JSON.parse(await readFile(at('crate/ro-crate-metadata.json'), 'utf8'))
  expect(graph[1]).toMatchObject({
    creditText: 'Ann Reporter, Bob (2017). The leak. The Paper.',
    author: [{ '@id': 'https://orcid.org/0000-0002-1825-0097' }, { '@id': '#party-Bob' }],
    temporalCoverage: '2017-05-05T18:49:00.120Z/2017-05-05T18:50:00.000Z',
    keywords: '#leak',
  })
})

test('a crate is a case as well: its custody log can be checked where it lies', async () => {
  expect((await verifyCase(await openCase(at('crate')))).mismatches).toEqual([])
})

test('a case that is not as its custody log says is not exported', async () => {
  await cp(given.dir, at('unsound'), { recursive: true })
  const unsound = await openCase(at('unsound'))
  const [source] = sourcesOf(unsound)
  await writeFile(join(unsound.dir, source?.path ?? ''), 'other bytes')
  await expect(exportCrate(unsound, deposit, { out: at('never') })).rejects.toThrow(
    /does not match the custody log/,
  )
  await rm(join(unsound.dir, source?.path ?? ''))
  await expect(exportCrate(unsound, deposit, { out: at('never') })).rejects.toThrow(/--without-sources/)
})
