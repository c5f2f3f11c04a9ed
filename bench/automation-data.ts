import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measured, measure, timesByAccount } from '../src/analyses/automation/measure.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { type Case, createCase } from '../src/case/open.ts'
import { rhythmOf } from '../src/kernels/rhythm/rhythm.ts'

/** An account of a set that somebody has labelled: its signals, and the campaign it is of; null for the genuine. */
export interface Labelled {
  campaign: string | null
  values: Record<string, number>
}

const SHARED = '../shared/data'
/** Cresci et al. 2017: genuine accounts, and campaigns of spambots. */
const PROFILES = {
  'cresci2017-genuine_users.csv.gz': null,
  'cresci2017-social_spambot_users_3.csv.gz': 'social 3',
  'cresci2017-spambots_1.csv.gz': 'traditional 1',
  'cresci2017-spambots_2.csv.gz': 'traditional 2',
  'cresci2017-spambots_4.csv.gz': 'traditional 4',
}
/** Names with which a Reddit account says itself that a program posts. */
const SELF_DECLARED = /bot\b|_bot|bot$|moderator/i

async function caseOf(folder: string, name: string, files: readonly string[]): Promise<Case> {
  let given = await createCase(join(folder, name), { about: [] })
  for (const file of files) given = (await addSource(given, file)).case
  return given
}

const valuesAt = ({ figures }: Measured, place: number): Record<string, number> =>
  Object.fromEntries([...figures].map(([id, column]) => [id, column[place] ?? Number.NaN]))

export const isHere = (): boolean => existsSync(join(SHARED, 'accounts'))

/** Profiles as an import reads them. */
export async function labelledProfiles(folder: string): Promise<Labelled[]> {
  const labelled: Labelled[] = []
  for (const [file, campaign] of Object.entries(PROFILES)) {
    const store = await mountCase(await caseOf(folder, file, [join(SHARED, 'accounts', file)]))
    const measured = await measure(store, 1000)
    for (let place = 0; place < measured.accounts; place++)
      labelled.push({ campaign, values: valuesAt(measured, place) })
    await store.close()
  }
  return labelled
}

interface Timed extends Labelled {
  at: Float64Array
  own: Float64Array
}

async function timed(
  folder: string,
  name: string,
  files: readonly string[],
  resolution: number,
  campaignOf: (account: string) => string | null | undefined,
): Promise<Timed[]> {
  const store = await mountCase(await caseOf(folder, name, files))
  const measured = await measure(store, resolution)
  const ids = await store.rows<{ account_id: string }>(
    'SELECT account_id FROM automation_account ORDER BY place',
  )
  const found: Timed[] = []
  for await (const { place, at, own } of timesByAccount(store)) {
    const campaign = campaignOf(ids[place]?.account_id ?? '')
    if (campaign !== undefined)
      found.push({ campaign, values: valuesAt(measured, place), at: at.slice(), own })
  }
  await store.close()
  return found
}

/**
 * Rhythms: people of Reddit against the categories of one influence operation's accounts. The operation's accounts are cut
 * to as many consecutive posts as some Reddit author has, at a seeded place, and both to times of one minute: or the sets'
 * sizes and clocks would be learnt. `whole` has them uncut.
 */
export async function labelledRhythms(
  folder: string,
  random: () => number,
): Promise<{ cut: Labelled[]; whole: Labelled[] }> {
  const posts = join(SHARED, 'posts')
  const reddit = readdirSync(join(posts, 'reddit-2022-10')).sort()
  const people = await timed(
    folder,
    'reddit',
    reddit.map(file => join(posts, 'reddit-2022-10', file)),
    1000,
    account => (SELF_DECLARED.test(account) ? undefined : null),
  )
  const categories = new Map(
    readFileSync(join(posts, 'ira-authors.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .map(line => line.split(','))
      .map(([author = '', , , category = '']) => [author.toUpperCase(), category]),
  )
  const operation = await timed(folder, 'ira', [join(posts, 'ira-2016h2.csv.gz')], 60_000, account =>
    campaignNamed(categories.get(account.toUpperCase())),
  )
  const sizes = people.map(({ at }) => at.length).filter(size => size >= 10)
  const cut = operation.map(account => {
    const size = Math.min(account.at.length, sizes[Math.floor(random() * sizes.length)] ?? 10)
    const from = Math.floor(random() * (account.at.length - size + 1))
    const at = account.at.subarray(from, from + size)
    const [first = 0, last = 0] = [at[0], at[size - 1]]
    const own = account.own.filter(time => time >= first && time <= last)
    return { campaign: account.campaign, values: { ...account.values, ...rhythmOf(at, own, 60_000) } }
  })
  return { cut: [...people, ...cut], whole: [...people, ...operation] }
}

/** Small categories are one; accounts without a category are left out. */
function campaignNamed(category: string | undefined): string | undefined {
  if (category === undefined || category === '') return undefined
  return ['Right', 'Hashtager', 'left', 'German', 'Russian'].includes(category)
    ? category
    : ['news', 'local'].includes(category)
      ? 'news'
      : 'other'
}
