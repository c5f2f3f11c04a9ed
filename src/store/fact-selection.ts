import type { FactSelection } from '../model/finding.ts'
import type { Params } from './store.ts'

/** A selection of facts as an SQL condition over `fact AS f`, with its parameters. */
export function factCondition(where: FactSelection): { condition: string; params: Params } {
  const conditions: string[] = []
  const params: Params = {}
  if (where.class !== undefined) {
    conditions.push('f.class = $class')
    params.class = where.class
  }
  if (where.names !== undefined) {
    conditions.push(`f.name IN (${where.names.map((_, at) => `$name${at}`).join(', ')})`)
    for (const [at, name] of where.names.entries()) params[`name${at}`] = name
  }
  if (where.value !== undefined) {
    conditions.push('f.value = $value')
    params.value = where.value
  }
  return { condition: conditions.length === 0 ? 'true' : conditions.join(' AND '), params }
}
