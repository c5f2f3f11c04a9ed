import type { Command } from 'commander'
import { accountName } from '../analyses/scope.ts'
import { evidenceFacts, factsTotal } from '../case/document-evidence.ts'
import { type EvidencePost, evidenceKeys, evidencePosts, evidenceTotal } from '../case/evidence.ts'
import { mountCase } from '../case/mount.ts'
import { type Case, openCase, sourcesOf } from '../case/open.ts'
import { rawRows, within } from '../case/raw-row.ts'
import type { Finding, Lang } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { type Format, formatter } from '../words/format.ts'
import { UsageProblem } from './exit.ts'
import { type Common, commonOptions } from './options.ts'
import { readFindings } from './report.ts'
import { printFacts, showDocument } from './show-document.ts'
import { showEdge } from './show-edge.ts'
import { automationRow, printSignals } from './show-signals.ts'
import { bold, faint, narrate, oneLine, print, printable, printJson } from './terminal.ts'

interface Flags extends Common {
  all?: boolean
  limit: string
}

/** From a finding to its posts, from a post to its raw row, from an account to its posts. */
export function showCommand(program: Command): void {
  const command = program
    .command('show')
    .description(
      'a finding, a post (platform:id), an account (@handle or platform:id), an edge of the coordination network (e12) or a document (its path in the dump), down to its raw row',
    )
    .argument(
      '<id>',
      "a finding's id, platform:post_id, platform:account_id, @handle, an edge as exports call it (e12), or a document's path in its dump",
    )
    .option('--all', 'every post of the evidence')
    .option('--limit <n>', 'how many posts', '20')
    .action(async (id: string, flags: Flags) => {
      const given = await openCase(flags.case ?? '.')
      const limit = flags.all ? Number.MAX_SAFE_INTEGER : Number(flags.limit)
      if (!(limit > 0)) throw new UsageProblem(`--limit takes a number, not '${flags.limit}'.`)
      const finding = (await readFindings(given)).flatMap(record => record.findings).find(f => f.id === id)
      const store = await mountCase(given)
      try {
        const shown = finding
          ? await showFinding(given, store, finding, limit, flags)
          : (await showEdge(given, store, id, flags)) ||
            (await showPost(given, store, id, flags)) ||
            (await showDocument(given, store, id, flags)) ||
            (await showAccount(given, store, id, limit, flags))
        if (!shown)
          throw new UsageProblem(
            `There is no finding, post, account or document '${oneLine(id)}' in ${given.dir}. Findings: sillage run; posts are platform:id, such as x:860…`,
          )
      } finally {
        await store.close()
      }
    })
  commonOptions(command)
}

async function showFinding(
  given: Case,
  store: Store,
  finding: Finding,
  limit: number,
  flags: Flags,
): Promise<true> {
  const lang = flags.lang ?? 'en'
  const total = evidenceTotal(finding.evidence)
  const posts = await evidencePosts(store, await evidenceKeys(store, finding.evidence, limit))
  const factTotal = factsTotal(finding.evidence)
  const facts = factTotal === 0 ? [] : await evidenceFacts(store, finding.evidence, limit)
  const sources = new Map(sourcesOf(given).map(source => [source.sha256, source.name]))
  if (flags.json) {
    const named = <T extends { source: string }>(rows: readonly T[]) =>
      rows.map(row => ({ ...row, source_name: sources.get(row.source) }))
    printJson({
      ...finding,
      total: total + factTotal,
      ...(total > 0 || factTotal === 0 ? { posts: named(posts) } : {}),
      ...(factTotal > 0 ? { facts: named(facts) } : {}),
    })
    return true
  }
  const f = formatter(lang, given.config.zone)
  print(`${bold(oneLine(finding.claim[lang]))}\n${faint(finding.id)}\n`)
  for (const [name, value] of Object.entries(finding.numbers)) print(`  ${name.padEnd(22)} ${value}`)
  for (const caveat of finding.caveats) print(`  ${faint('·')} ${oneLine(caveat[lang])}`)
  if (factTotal > 0) printFacts(given, facts, factTotal, f)
  if (total > 0 || factTotal === 0) {
    print(`\n${bold(`${f.number(Math.min(posts.length, total))} of ${f.number(total)} posts`)}`)
    for (const post of posts) line(post, f, sources.get(post.source) ?? post.source)
  }
  const more = total > posts.length || factTotal > facts.length
  const next = posts[0] ? `${posts[0].platform}:${posts[0].post_id}` : facts[0]?.document
  narrate(`\nNext: sillage show ${next ? inQuotes(oneLine(next)) : 'ID'}${more ? ', or --all' : ''}`)
  return true
}

/** As a shell takes it for one word, whatever stands in it. */
const inQuotes = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

function line(post: EvidencePost, f: Format, source: string): void {
  const who =
    accountName({ handle: post.handle, account_id: post.account_id || null, platform: post.platform }) ??
    'no account'
  print(
    `  ${f.utc(post.at)}  ${post.platform}  ${bold(oneLine(who))}  ${post.kind}  ${oneLine(post.title ?? post.text).slice(0, 100)}`,
  )
  print(
    faint(
      `    ${oneLine(`${post.platform}:${post.post_id}`)}  ${oneLine(source)}, row ${post.row}, SHA-256 ${post.source.slice(0, 16)}…`,
    ),
  )
}

async function showPost(given: Case, store: Store, id: string, flags: Flags): Promise<boolean> {
  const [platform = '', ...rest] = id.split(':')
  if (rest.length === 0) return false
  const [post] = await evidencePosts(store, [{ platform, post_id: rest.join(':') }])
  if (!post) return false
  const source = sourcesOf(given).find(s => s.sha256 === post.source)
  if (!source) return false
  const raw = (await rawRows(given, source, [post.row])).get(post.row) ?? ''
  const record = within(raw, post.post_id)
  if (flags.json) {
    printJson({
      ...post,
      source_name: source.name,
      source_path: source.path,
      importer: source.importer,
      raw: record,
    })
    return true
  }
  const f = formatter(flags.lang ?? 'en', given.config.zone)
  print(
    `${bold(oneLine(`${post.platform}:${post.post_id}`))}  ${post.kind}  ${f.dateTime(post.at)} (${f.zone})  ${f.utc(post.at)}`,
  )
  print(`${printable(post.title ? `${post.title}\n${post.text}` : post.text)}\n`)
  for (const [name, value] of [
    ['account', post.account_id],
    ['handle', post.handle],
    ['language', post.lang],
    ['link', post.url],
  ] as const)
    if (value) print(`  ${name.padEnd(10)} ${oneLine(value)}`)
  print(`  ${'source'.padEnd(10)} ${oneLine(source.name)}, row ${post.row}, read as ${source.importer}`)
  print(`  ${'kept at'.padEnd(10)} ${oneLine(source.path)}`)
  print(`  ${'SHA-256'.padEnd(10)} ${source.sha256}`)
  print(`\n${bold('As it stands in the source')}\n${printable(JSON.stringify(record, null, 2))}`)
  return true
}

/** An account by its platform and id, also where only its posts were captured, or by the handle of its profile. */
const ACCOUNT = `
  WITH known AS (
    SELECT platform, account_id, handle, name, followers, created_at
    FROM profile
    WHERE (platform = $platform AND account_id = $account_id) OR lower(handle) = lower($handle)
    UNION ALL
    SELECT DISTINCT platform, account_id, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
    FROM post
    WHERE account_id <> '' AND ((platform = $platform AND account_id = $account_id) OR account_id = $handle)
      AND NOT EXISTS (SELECT 1 FROM profile AS seen WHERE seen.platform = post.platform AND seen.account_id = post.account_id)
  )
  SELECT k.*,
    (SELECT count(*) FROM post WHERE post.platform = k.platform AND post.account_id = k.account_id) AS posts
  FROM known AS k
  ORDER BY CASE WHEN handle IS NULL THEN 1 ELSE 0 END, posts DESC, platform, account_id LIMIT 1`

interface ShownAccount {
  platform: string
  account_id: string
  handle: string | null
  name: string | null
  followers: number | null
  created_at: number | null
  posts: number
}

async function showAccount(
  given: Case,
  store: Store,
  id: string,
  limit: number,
  flags: Flags,
): Promise<boolean> {
  const [platform = '', ...rest] = id.split(':')
  const [account] = await store.rows<ShownAccount>(ACCOUNT, {
    platform,
    account_id: rest.join(':'),
    handle: id.replace(/^@/, ''),
  })
  if (!account) return false
  const where = { platform: account.platform, account_id: account.account_id }
  const posts = await evidencePosts(
    store,
    await evidenceKeys(store, [{ type: 'posts', where, count: account.posts }], limit),
  )
  const signals = await automationRow(given, store, where)
  const about = (await readFindings(given))
    .flatMap(r => r.findings)
    .filter(f => f.about.accounts?.includes(`${account.platform}:${account.account_id}`))
  if (flags.json) {
    printJson({ ...account, findings: about.map(f => f.id), signals, shown: posts })
    return true
  }
  const f = formatter(flags.lang ?? 'en', given.config.zone)
  const sources = new Map(sourcesOf(given).map(source => [source.sha256, source.name]))
  print(
    `${bold(oneLine(accountName(account) ?? account.account_id))}  ${oneLine(account.name ?? '')}  ${faint(oneLine(`${account.platform}:${account.account_id}`))}`,
  )
  if (account.followers !== null) print(`  followers  ${f.number(account.followers)} (the most seen)`)
  if (account.created_at !== null) print(`  created    ${f.utc(account.created_at)}`)
  for (const finding of about)
    print(`  ${oneLine(finding.claim[(flags.lang ?? 'en') as Lang])} ${faint(finding.id)}`)
  if (signals) printSignals(signals, f, flags.lang ?? 'en')
  print(`\n${bold(`${f.number(posts.length)} of ${f.number(account.posts)} posts`)}`)
  for (const post of posts) line(post, f, sources.get(post.source) ?? post.source)
  return true
}
