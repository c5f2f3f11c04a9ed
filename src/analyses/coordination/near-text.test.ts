import { expect, test } from 'vitest'
import { addSource } from '../../case/add.ts'
import { mountCase } from '../../case/mount.ts'
import { createCase } from '../../case/open.ts'
import { fixtures } from '../../case/testing.ts'
import type { ParamValue } from '../../model/finding.ts'
import { parseSubject } from '../../store/views.ts'
import { findActions, findActors, KINDS, USUAL } from './objects.ts'

const { at, write } = fixtures()

const SAID = [
  'Nine gigabytes of campaign mails are now public, and television stays silent before the vote.',
  'NINE gigabytes of campaign mails are now public and television keeps silent before the vote!',
  'Nobody has read these budgets yet, although the whole archive has been online since noon.',
]

/** The actions on texts of three posts by three accounts, the first two of them alike. */
async function textsActedOn(kinds: readonly string[]): Promise<Record<string, ParamValue>[]> {
  const rows = SAID.map((text, n) => `p${n},2017-05-05T18:49:0${n}Z,a${n},"${text} #leak"\n`)
  const csv = await write(`${kinds.join('-')}.csv`, `id,at,account_id,text\n${rows.join('')}`)
  const { case: given } = await addSource(
    await createCase(at(`case-${kinds.join('-')}`), { about: ['#leak'] }),
    csv,
    { platform: 'x' },
  )
  const store = await mountCase(given)
  try {
    await findActors(store)
    await findActions(store, { kinds, min_words: 5, min_tags: 2, about: [parseSubject('#leak')] })
    return await store.rows(
      'SELECT account_id, object_kind, object FROM coordination_acting ORDER BY account_id, object_kind',
    )
  } finally {
    await store.close()
  }
}

test('accounts that post nearly the same act on one near-identical text, named by the post that stands for it', async () => {
  const acted = await textsActedOn(['near-text'])
  expect(acted.map(({ account_id }) => account_id)).toEqual(['a0', 'a1'])
  expect(new Set(acted.map(({ object }) => object)).size).toBe(1)
  expect(acted[0]?.object).toMatch(/^N.* x:p[01]$/s)
})

test('without being asked for, only identical texts are objects', async () => {
  expect([KINDS.includes('near-text'), USUAL.includes('near-text')]).toEqual([true, false])
  const acted = await textsActedOn(USUAL)
  const texts = acted.filter(({ object_kind }) => object_kind === 'text').map(({ object }) => object)
  expect(new Set(texts).size).toBe(3)
})
