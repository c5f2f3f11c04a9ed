import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Act } from './organic.ts'
import type { Feed } from './planting.ts'

export const GERMAN = '../shared/data/posts/coortweet-german.csv.gz'

/** Links shared before the German election of 2021 (CooRTweet's sample): each account's first action on each URL. */
export function germanLinks(): Feed {
  const [head = '', ...lines] = gunzipSync(readFileSync(GERMAN)).toString().trim().split('\n')
  const names = head.trim().split(',')
  const [account, url, time] = ['account_id', 'url_id', 'timestamp'].map(name => names.indexOf(name))
  const [accounts, objects] = [new Map<string, number>(), new Map<string, number>()]
  const first = new Map<string, Act>()
  for (const line of lines) {
    const cells = line.trim().split(',')
    const [who = '', what = '', when = ''] = [cells[account ?? 0], cells[url ?? 0], cells[time ?? 0]]
    if (what === '') continue
    const act: Act = [numberOf(accounts, who), numberOf(objects, what), Number(when) * 1000]
    const known = first.get(`${act[0]} ${act[1]}`)
    if (!known || act[2] < known[2]) first.set(`${act[0]} ${act[1]}`, act)
  }
  return { acts: [...first.values()], accounts: accounts.size, objects: objects.size }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size
  numbers.set(name, number)
  return number
}
