import { expect, test } from 'vitest'
import { imported, sample } from './testing.ts'
import { xUsers } from './x-users.ts'

test('a table of profiles gives accounts and no posts, with both ways of writing a time; what is none is refused', async () => {
  const { detection, posts, accounts } = await imported(xUsers, sample('x-users.csv'))
  expect(detection?.saw).toContain('no text')
  expect(posts).toMatchObject([
    { row: '3', problem: 'it is no account: it states no id in digits, or no handle' },
  ])
  expect(accounts).toMatchObject([
    {
      platform: 'x',
      account_id: '11',
      handle: 'ann_ayr',
      name: 'Ann, of Ayr',
      description: 'Reads "maps"',
      created_at: String(Date.parse('2013-06-11T11:20:35Z')),
      followers: '10',
      following: '20',
      posts: '886',
      likes: '300',
      observed_at: String(Date.parse('2015-05-02T06:41:46Z')),
    },
    { account_id: '12', created_at: '1183552203000', lang: null, location: null, verified: true },
  ])
})

test('nothing is no where somebody has the flag, and not stated where nobody has', async () => {
  const { accounts } = await imported(xUsers, sample('x-users.csv'))
  expect(accounts.map(({ default_profile, default_image }) => [default_profile, default_image])).toEqual([
    [true, null],
    [false, null],
  ])
})
