import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { addSource } from '../case/add.ts'
import { type Case, createCase } from '../case/open.ts'
import { Store } from '../store/store.ts'
import type { TableFormat } from './table-format.ts'

/** Texts on which a careless writer or reader would stumble, by what they are. */
export const HOSTILE: Readonly<Record<string, string | null>> = {
  plain: 'the archive is open',
  'a formula': '=HYPERLINK("http://evil.example","open")',
  'a formula after blanks': '  =1+1',
  'a sum': '+33 1 23 45 67 89',
  'a list': '-1 for that',
  'a handle': '@ann have you seen it?',
  'a full-width formula': '＝1+1',
  'an apostrophe': "’tis and 'tis",
  'a leading apostrophe': "'quoted'",
  'a long number': '860626347651788801',
  'a date to a spreadsheet': 'mar1',
  'a truth value': 'TRUE',
  'a formula behind the other separator': 'well;=1+1',
  'a formula on the next line': 'well\n=1+1',
  quotes: 'she said "no", twice',
  'line ends of every kind': 'one\ntwo\r\nthree\rfour',
  'a byte order mark': '\uFEFFmarked',
  'a zero byte': 'before\u0000after',
  'right to left': '\u202Egnirts',
  emoji: '👩‍👩‍👧 🇫🇷',
  'a word for nothing': 'NULL',
  empty: '',
  nothing: null,
}

/** A table of these texts, written in a format and read again from a relation over the file. */
export async function throughFile(
  format: TableFormat,
  path: string,
  read: string,
): Promise<{ written: string; rows: { name: string; text: string | null }[] }> {
  const store = await Store.open({ threads: 1 })
  try {
    await store.run('CREATE TABLE given (place BIGINT, name VARCHAR, text VARCHAR)')
    await store.append(
      'given',
      Object.entries(HOSTILE).map(([name, text], place) => [place, name, text]),
    )
    const table = {
      name: 'given',
      title: '',
      columns: [
        { name: 'name', type: 'VARCHAR' },
        { name: 'text', type: 'VARCHAR' },
      ],
      rows: 'SELECT name, text FROM given ORDER BY place',
      bytes: 0,
    }
    await store.copy(format.query(table), path, format.options)
    // As JSON: the engine's texts lose a leading byte order mark on their way into JavaScript.
    const rows = await store.rows<{ name: string; text: string | null }>(
      `SELECT name, CASE WHEN text IS NOT NULL THEN to_json(text)::VARCHAR END AS text FROM ${read}`,
    )
    return {
      written: readFileSync(path, 'utf8'),
      rows: rows.map(({ name, text }) => ({ name, text: text === null ? null : String(JSON.parse(text)) })),
    }
  } finally {
    await store.close()
  }
}

/** A case of three posts, of which one has no time and one a text that begins a formula. */
export async function smallCase(
  dir: string,
  write: (name: string, text: string) => Promise<string>,
): Promise<Case> {
  const csv = [
    'at,account_id,id,text',
    '2017-05-05T18:49:00.120Z,ann,860626347651788801,the archive is open #leak',
    '2017-05-05T18:50:00Z,cat,860626347651788802,=1+1 #leak',
    'never,bob,860626347651788803,this row has no time',
    '',
  ].join('\n')
  const made = await createCase(dir, { about: ['#leak'], title: 'The leak' })
  return (await addSource(made, await write('posts.csv', csv))).case
}

interface Entity {
  '@id': string
  '@type': string | string[]
  [property: string]: unknown
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const isRef = (value: unknown): value is { '@id': string } =>
  typeof value === 'object' && value !== null && '@id' in value

/**
 * What in a crate breaks a rule of RO-Crate 1.2, a sentence each; the rule's page is named before it. Our own reading of
 * https://www.researchobject.org/ro-crate/specification/1.2/, for attached crates.
 */
export function brokenRules(dir: string): string[] {
  const broken: string[] = []
  const must = (page: string, isKept: boolean, what: string) => {
    if (!isKept) broken.push(`${page}: ${what}`)
  }
  const path = join(dir, 'ro-crate-metadata.json')
  if (!existsSync(path)) return ['structure: ro-crate-metadata.json must be in the crate’s root']
  const document = JSON.parse(readFileSync(path, 'utf8')) as { '@context': unknown; '@graph': Entity[] } // checked below
  must(
    'structure',
    document['@context'] === 'https://w3id.org/ro/crate/1.2/context',
    'the context is that of 1.2',
  )
  must('jsonld', Object.keys(document).length === 2, 'nothing stands beside the context and the flat graph')
  const graph = document['@graph']
  const byId = new Map(graph.map(entity => [entity['@id'], entity]))
  must('contextual-entities', byId.size === graph.length, 'no two entities have one @id')
  for (const entity of graph) {
    const id = entity['@id']
    must('metadata', typeof id === 'string' && id !== '', 'every entity has an @id')
    must('metadata', list(entity['@type']).length > 0, `${id} has a @type`)
    must('metadata', id === 'ro-crate-metadata.json' || typeof entity.name === 'string', `${id} has a name`)
    must('jsonld', !/[\s\\<>"{}|^`]/.test(id) && !id.includes('../'), `${id} is a URI inside the crate`)
    for (const [property, value] of Object.entries(entity)) {
      must('jsonld', !Array.isArray(value) || value.length !== 1, `${id}.${property} is no list of one`)
      for (const one of list(value)) {
        if (typeof one === 'object')
          must(
            'jsonld',
            isRef(one) && Object.keys(one as object).length === 1,
            `${id}.${property} refers by @id alone`,
          )
        if (isRef(one) && !/^https?:\/\/(schema\.org|w3id\.org\/ro\/crate)\//.test(one['@id']))
          must(
            'structure',
            byId.has(one['@id']),
            `${id}.${property} refers to ${one['@id']}, which is described`,
          )
      }
    }
  }
  const descriptor = byId.get('ro-crate-metadata.json')
  must('root-data-entity', descriptor?.['@type'] === 'CreativeWork', 'the descriptor is a CreativeWork')
  must(
    'root-data-entity',
    isRef(descriptor?.conformsTo) && descriptor.conformsTo['@id'] === 'https://w3id.org/ro/crate/1.2',
    'the descriptor conforms to 1.2',
  )
  const root = isRef(descriptor?.about) ? byId.get(descriptor.about['@id']) : undefined
  must('root-data-entity', root !== undefined, 'the descriptor is about the root')
  if (!root) return broken
  must('structure', root['@id'] === './' || /^https?:/.test(root['@id']), 'the root is ./ or a URI')
  must('root-data-entity', list(root['@type']).includes('Dataset'), 'the root is a Dataset')
  for (const property of ['name', 'description'])
    must(
      'root-data-entity',
      typeof root[property] === 'string' && root[property] !== '',
      `the root has a ${property}`,
    )
  must(
    'root-data-entity',
    typeof root.datePublished === 'string' && /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(root.datePublished),
    'datePublished is one ISO 8601 date, to the day at least',
  )
  const license = isRef(root.license) ? byId.get(root.license['@id']) : undefined
  must(
    'root-data-entity',
    typeof root.license === 'string' ? root.license !== '' : Boolean(license?.name && license.description),
    'the licence is words, or an entity with name and description',
  )
  const parts = new Set(
    list(root.hasPart)
      .filter(isRef)
      .map(part => part['@id']),
  )
  for (const entity of graph.filter(one => one !== root && !one['@id'].startsWith('#'))) {
    const types = list(entity['@type'])
    if (!types.includes('File') && !types.includes('Dataset')) continue
    const id = entity['@id']
    must('data-entities', parts.has(id), `${id} is part of the root`)
    const found = statSync(join(dir, decodeURIComponent(id)), { throwIfNoEntry: false })
    if (types.includes('File')) {
      must('data-entities', found?.isFile() === true, `${id} is present`)
      must('data-entities', entity.contentSize === String(found?.size), `${id} has its size in bytes`)
      must(
        'data-entities',
        typeof entity.encodingFormat === 'string' && /^\w+\/[\w.+-]+$/.test(entity.encodingFormat),
        `${id} has a media type`,
      )
    } else must('data-entities', found?.isDirectory() === true && id.endsWith('/'), `${id} is a folder`)
  }
  for (const entity of graph) {
    const types = list(entity['@type'])
    if (types.includes('SoftwareApplication'))
      must('provenance', typeof entity.version === 'string', `${entity['@id']} has a version`)
    if (!types.includes('CreateAction') && !types.includes('UpdateAction')) continue
    must('provenance', list(entity.object).length > 0, `${entity['@id']} has an object`)
    must(
      'provenance',
      typeof entity.endTime === 'string' && !Number.isNaN(Date.parse(entity.endTime)),
      `${entity['@id']} has an end`,
    )
    must(
      'provenance',
      isRef(entity.instrument) &&
        list(byId.get(entity.instrument['@id'])?.['@type']).includes('SoftwareApplication'),
      `${entity['@id']} was made with software`,
    )
  }
  const reached = new Set<string>()
  const next = [root['@id']]
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const value of Object.values(byId.get(id) ?? {}))
      next.push(
        ...list(value)
          .filter(isRef)
          .map(one => one['@id']),
      )
  }
  for (const entity of graph)
    must('metadata', reached.has(entity['@id']), `${entity['@id']} can be reached from the root`)
  return broken
}

/** The steps that a crate tells, by the line of the custody log that each is. */
export function stepsOf(dir: string): Map<string, Entity> {
  const { '@graph': graph } = JSON.parse(readFileSync(join(dir, 'ro-crate-metadata.json'), 'utf8')) as {
    '@graph': Entity[]
  } // written by exportCrate
  return new Map(
    graph.filter(entity => /Action$/.test(String(entity['@type']))).map(step => [step['@id'], step]),
  )
}
