import type { Selection } from '../model/finding.ts'
import type { Params } from './store.ts'

/** A selection of posts as an SQL condition over `post` or `about_post`, with its parameters. */
export function selectionSql(where: Selection): {
  from: 'post' | 'about_post'
  condition: string
  params: Params
} {
  const conditions: string[] = []
  const params: Params = {}
  const add = (condition: string, values: Params) => {
    conditions.push(condition)
    Object.assign(params, values)
  }
  if (where.platform !== undefined) add('p.platform = $platform', { platform: where.platform })
  if (where.account_id !== undefined) add('p.account_id = $account_id', { account_id: where.account_id })
  if (where.parent_id !== undefined) add('p.parent_id = $parent_id', { parent_id: where.parent_id })
  if (where.lang !== undefined) add('p.lang = $lang', { lang: where.lang })
  if (where.from !== undefined) add('p."at" >= $from_at', { from_at: where.from })
  if (where.to !== undefined) add('p."at" <= $to_at', { to_at: where.to })
  if (where.kinds !== undefined) {
    const names = where.kinds.map((_, at) => `$kind${at}`)
    add(
      `p.kind IN (${names.join(', ')})`,
      Object.fromEntries(where.kinds.map((kind, at) => [`kind${at}`, kind])),
    )
  }
  if (where.object !== undefined)
    add(
      `EXISTS (SELECT 1 FROM action AS a WHERE a.platform = p.platform AND a.post_id = p.post_id
         AND a.object_kind = $object_kind AND a.object = $object)`,
      { object_kind: where.object.kind, object: where.object.value },
    )
  if (where.parent_lang !== undefined)
    add(
      `EXISTS (SELECT 1 FROM post AS parent WHERE parent.platform = p.platform AND parent.post_id = p.parent_id AND parent.lang = $parent_lang)`,
      { parent_lang: where.parent_lang },
    )
  if (where.own_lang !== undefined)
    add(
      `EXISTS (SELECT 1 FROM own_lang AS own WHERE own.platform = p.platform AND own.account_id = p.account_id AND own.lang = $own_lang)`,
      { own_lang: where.own_lang },
    )
  return { from: where.about ? 'about_post' : 'post', condition: conditions.join(' AND ') || 'true', params }
}
