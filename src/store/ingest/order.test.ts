import { expect, test } from 'vitest'
import { completed } from '../../importers/head.ts'
import { MACROS } from '../../importers/macros.ts'
import { table } from '../../importers/mapped.ts'
import { Store } from '../store.ts'

test.each(['2017-05-05 18:49:00', '1494010140', 'Fri May 05 18:49:00 +0000 2017', '5/13/2017 18:49'])(
  'understanding a table with times such as %s joins nothing: rows would lose their order',
  async time => {
    const columns = [
      'at',
      'account_id',
      'text',
      'lang',
      'post_type',
      'followers',
      'retweet_count',
      'user_created_at',
      'hashtags',
    ]
    const head = completed({
      name: 'posts.csv',
      bytes: 1,
      compression: 'none',
      shape: 'table',
      text: '',
      records: [],
      columns,
      rows: [columns.map(column => (column === 'at' ? time : column))],
    })
    const { posts, accounts } = table.select(head, {})
    const store = await Store.open()
    try {
      for (const macro of MACROS) await store.run(macro)
      await store.run(
        `CREATE TABLE raw AS SELECT 1::BIGINT AS "row", ${columns.map(column => `'' AS "${column}"`).join(', ')}`,
      )
      for (const sql of [posts, accounts].filter(sql => sql !== undefined)) {
        const plan = JSON.stringify(await store.rows(`EXPLAIN CREATE TABLE taken AS ${sql}`))
        expect(plan).toMatch(/CREATE_TABLE_AS/)
        expect(plan).not.toMatch(/JOIN|AGGREGATE|GROUP_BY|UNION|WINDOW|ORDER_BY/)
      }
    } finally {
      await store.close()
    }
  },
)
