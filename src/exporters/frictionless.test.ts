import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type AnySchema } from 'ajv'
import { beforeAll, expect, test } from 'vitest'
import { fileSha256 } from '../case/hash.ts'
import { fixtures } from '../case/testing.ts'
import { literal, Store } from '../store/store.ts'
import { licenseFrom, partyFrom } from './deposit.ts'
import { exportDataPackage } from './frictionless.ts'
import { smallCase } from './testing.ts'

const { at, write } = fixtures()

/**
 * The official profile of Data Package 2.0 (https://datapackage.org/profiles/2.0/datapackage.json), as Open Knowledge
 * ships it in dplib-py 1.1.0 under the MIT License, Copyright (c) 2023 Open Knowledge Foundation.
 */
const PROFILE = new URL('./samples/datapackage-2.0.json', import.meta.url)
const isWhole = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
    uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
    email: /^\S+@\S+$/,
    textarea: true,
  },
}).compile(JSON.parse(readFileSync(PROFILE, 'utf8')) as AnySchema) // a JSON schema

interface Resource {
  name: string
  path: string
  bytes: number
  hash: string
  schema: {
    fields: { name: string; type: string }[]
    primaryKey?: string[]
    foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[]
  }
}

let dir = ''
let descriptor: { resources: Resource[]; [property: string]: unknown }
beforeAll(async () => {
  const given = await smallCase(at('case'), write)
  const made = await exportDataPackage(given, {
    description: 'Three posts, of which one has no time.',
    license: licenseFrom('CC-BY-4.0'),
    authors: [partyFrom('Ann Reporter <0000-0002-1825-0097>')],
  })
  dir = made.path
  descriptor = JSON.parse(readFileSync(join(dir, 'datapackage.json'), 'utf8'))
})

test('the package is what the official JSON schema asks for', () => {
  isWhole(descriptor)
  expect(isWhole.errors).toBeNull()
  expect(descriptor).toMatchObject({
    name: 'the-leak',
    title: 'The leak',
    licenses: [{ path: 'https://creativecommons.org/licenses/by/4.0/', title: 'CC BY 4.0' }],
    contributors: [{ title: 'Ann Reporter', path: 'https://orcid.org/0000-0002-1825-0097' }],
  })
})

test.each<[string, (wrong: typeof descriptor) => unknown]>([
  ['no resources', wrong => wrong.resources.splice(0)],
  ['a path that leads out', wrong => wrong.resources.map(one => Object.assign(one, { path: '../x.csv' }))],
  [
    'a type that there is not',
    wrong => wrong.resources[0]?.schema.fields.map(one => Object.assign(one, { type: 'bigint' })),
  ],
  ['a hash that is none', wrong => wrong.resources.map(one => Object.assign(one, { hash: 'sha256 abc' }))],
])('the schema would find %s', (_, spoil) => {
  const wrong = structuredClone(descriptor)
  spoil(wrong)
  expect(isWhole(wrong)).toBe(false)
})

test('each resource is there, with the size, the hash and the columns that are said', async () => {
  expect(descriptor.resources.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['post', 'account', 'action', 'findings', 'evidence', 'custody', 'rejects']),
  )
  for (const { path, bytes, hash, schema } of descriptor.resources) {
    const file = join(dir, path)
    const text = readFileSync(file)
    expect([bytes, hash]).toEqual([text.length, `sha256:${await fileSha256(file)}`])
    expect(text.subarray(0, text.indexOf('\r\n')).toString().replaceAll('"', '')).toBe(
      schema.fields.map(({ name }) => name).join(','),
    )
  }
})

test('keys are unique, references lead somewhere, and cells are of the types that are said', async () => {
  const store = await Store.open()
  const types: Record<string, string> = {
    integer: 'BIGINT',
    number: 'DOUBLE',
    boolean: 'BOOLEAN',
    datetime: 'TIMESTAMP',
  }
  try {
    for (const { name, path, schema } of descriptor.resources) {
      const columns = schema.fields.map(
        field => `${literal(field.name)}: '${types[field.type] ?? 'VARCHAR'}'`,
      )
      await store.run(
        `CREATE VIEW "${name}" AS SELECT * FROM read_csv(${literal(join(dir, path))}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', timestampformat = '%Y-%m-%dT%H:%M:%S.%fZ', columns = {${columns.join(', ')}})`,
      )
      await store.rows(`SELECT * FROM "${name}"`)
    }
    for (const { name, schema } of descriptor.resources) {
      const key = schema.primaryKey?.join(', ')
      if (key)
        expect(
          await store.rows(`SELECT ${key} FROM "${name}" GROUP BY ${key} HAVING count(*) > 1`),
          name,
        ).toEqual([])
      for (const { fields, reference } of schema.foreignKeys ?? [])
        expect(
          await store.rows(
            `SELECT * FROM "${name}" ANTI JOIN "${reference.resource}" USING (${fields.join(', ')})`,
          ),
          name,
        ).toEqual([])
    }
    expect(await store.row('SELECT count(*) AS n FROM action')).toEqual({ n: 2 })
  } finally {
    await store.close()
  }
})

test('a licence may be a name, an address or words; an author may have an identifier', () => {
  expect(licenseFrom('cc0-1.0').url).toBe('https://creativecommons.org/publicdomain/zero/1.0/')
  expect(licenseFrom('https://law.example/terms')).toEqual({
    name: 'https://law.example/terms',
    url: 'https://law.example/terms',
  })
  expect(licenseFrom('On request only')).toEqual({ name: 'On request only' })
  expect(partyFrom('The Paper <https://ror.org/03f0f6041>')).toEqual({
    name: 'The Paper',
    url: 'https://ror.org/03f0f6041',
  })
  expect(partyFrom('Ann')).toEqual({ name: 'Ann' })
  expect(partyFrom('Ann <javascript:alert(1)>')).toEqual({ name: 'Ann' })
})
