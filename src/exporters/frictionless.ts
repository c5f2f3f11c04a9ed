import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Case } from '../case/open.ts'
import { Store } from '../store/store.ts'
import { csv } from './csv.ts'
import { type License, type Party, slug } from './deposit.ts'
import { inPlace } from './destination.ts'
import { beside, type ExportChoice, type ExportedFile, writeTables } from './export-tables.ts'
import type { Column, ExportTable } from './table-format.ts'
import { exportTables } from './tables.ts'

export interface PackageChoice extends ExportChoice {
  title?: string
  description?: string
  license?: License
  authors?: readonly Party[]
}

/**
 * A Frictionless Data Package (version 2): exact CSV files in `data/` and `datapackage.json`, which says of each its
 * columns, types, keys, size and SHA-256. https://datapackage.org/standard/data-package/
 */
export async function exportDataPackage(
  given: Case,
  choice: PackageChoice = {},
): Promise<{ path: string; files: ExportedFile[] }> {
  const { tables = [], out, force = false, onProgress } = choice
  const path = out ?? beside(given, 'frictionless')
  const store = await Store.open()
  try {
    const chosen = await exportTables(given, store, tables)
    const isOurs = (name: string) => name === 'data' || name === 'datapackage.json'
    const files = await inPlace(given, { path, kind: 'folder', force, isOurs }, async making => {
      await mkdir(join(making, 'data'))
      const written = await writeTables(store, chosen, csv, name => join(making, 'data', name), onProgress)
      const descriptor = dataPackage(given, chosen, written, choice)
      await writeFile(join(making, 'datapackage.json'), `${JSON.stringify(descriptor, null, 2)}\n`)
      return written
    })
    return { path, files: files.map(file => ({ ...file, path: join(path, 'data', basename(file.path)) })) }
  } finally {
    await store.close()
  }
}

/** The descriptor. `profile` is what readers of version 1 look for; the others go by `$schema` and `type`. */
function dataPackage(
  { config }: Case,
  tables: readonly ExportTable[],
  files: readonly ExportedFile[],
  { title, description, license, authors = [] }: PackageChoice,
) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'tabular-data-package',
    name: slug(title ?? config.title),
    title: title ?? config.title,
    ...(description ? { description } : {}),
    created: new Date().toISOString(),
    ...(license
      ? {
          licenses: [
            license.url ? { path: license.url, title: license.name } : { name: 'other', title: license.name },
          ],
        }
      : {}),
    ...(authors.length > 0
      ? {
          contributors: authors.map(({ name, url }) => ({
            title: name,
            ...(url ? { path: url } : {}),
            roles: ['creator'],
          })),
        }
      : {}),
    resources: tables.map((table, at) => ({
      name: table.name,
      title: table.title,
      path: `data/${table.name}.csv`,
      type: 'table',
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes: files[at]?.bytes,
      hash: `sha256:${files[at]?.sha256}`,
      dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
      schema: schema(table, tables),
    })),
  }
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  post: ['platform', 'post_id'],
  custody: ['n'],
}

function schema({ name, columns }: ExportTable, tables: readonly ExportTable[]) {
  const refersTo = (table: string, fields: readonly string[]) =>
    tables.some(other => other.name === table)
      ? { foreignKeys: [{ fields, reference: { resource: table, fields } }] }
      : {}
  return {
    fields: columns.map(field),
    missingValues: [''],
    ...(KEYS[name] ? { primaryKey: KEYS[name] } : {}),
    ...(name === 'action' ? refersTo('post', ['platform', 'post_id']) : {}),
  }
}

const TYPES: Readonly<Record<string, string>> = { BIGINT: 'integer', DOUBLE: 'number', BOOLEAN: 'boolean' }

function field({ name, type }: Column) {
  const description = DESCRIPTIONS[name]
  const kind = name.endsWith('_iso')
    ? { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S.%fZ' }
    : { type: TYPES[type] ?? 'string' }
  return { name, ...kind, ...(description ? { description } : {}) }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  source: 'SHA-256 of the source file that this row comes from',
  row: 'The record in the source that this row comes from',
  at: 'Milliseconds since 1970-01-01T00:00:00Z',
  at_iso: 'The same time, ISO 8601, UTC',
  post_id: 'Unique with `platform`; digits in it are no number',
  parent_id: 'The post that is reposted, quoted or answered; it may not have been captured',
  lang_from: 'Whether the platform stated the language or it was detected',
  observed_at: 'When the counts were as given',
}
