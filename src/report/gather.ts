import { analyses } from '../analyses/index.ts'
import { passedOver } from '../analyses/material.ts'
import { resolutionOf } from '../analyses/run.ts'
import { accountName } from '../analyses/scope.ts'
import { type EvidenceFact, evidenceFacts, factsTotal } from '../case/document-evidence.ts'
import { type EvidencePost, evidenceKeys, evidencePosts, evidenceTotal } from '../case/evidence.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import type { AnalysisRecord, Finding, Lang } from '../model/finding.ts'
import type { ReportData, ShownEvidence, ShownFact, ShownPost } from '../model/report.ts'
import { VERSION } from '../model/version.ts'
import type { Store } from '../store/store.ts'
import { harmless } from '../words/harmless.ts'
import { documentFactsOf } from './document-facts.ts'
import { mapData } from './map.ts'
import { type KeepPosts, NETWORK_FIGURES, networkData } from './network.ts'
import { storyOf } from './story.ts'

/** Posts shown behind each number; `sillage show ID --all` lists the rest. */
const POSTS_SHOWN = 30
/** Facts behind each number of a dump that go into the page. */
const FACTS_SHOWN = 8
const LONGEST_TEXT = 6_000
const LONGEST_FACT = 400
/** What the network's posts may take up, in characters: the report stays light enough to send. */
const NETWORK_TEXTS = 1_200_000
const LONGEST_NETWORK_TEXT = 800

/** Everything the page knows, from a case's findings and tables. */
export async function gatherReport(
  given: Case,
  store: Store,
  records: readonly AnalysisRecord[],
  lang: Lang,
): Promise<ReportData> {
  const findings = records.flatMap(record => record.findings)
  const story = storyOf(records)
  const sources = sourcesOf(given)
  const sourceAt = new Map(sources.map((source, at) => [source.sha256, at]))
  const { posts, evidence } = await gatherEvidence(store, findings, sourceAt)
  const together = records.find(({ analysis }) => analysis === 'coordination')
  const network = together ? await networkData(together, keeping(store, posts, sourceAt)) : null
  const triage = records.find(({ analysis }) => analysis === 'verdict')?.figures.triage ?? []
  const covered = await covers(store)
  const documentFacts = await documentFactsOf(store, triage, covered.posts > 0)
  return {
    sillage: VERSION,
    made: new Date().toISOString(),
    lang,
    case: given.config,
    covers: covered,
    analyses: records.flatMap(record => {
      if (record.lacking) return []
      const analysis = analyses.find(a => a.id === record.analysis)
      return analysis
        ? [{ ...withoutNetwork(record), question: analysis.question, methodText: analysis.method }]
        : []
    }),
    passedOver: passedOver(records),
    story: story.map(finding => finding.id),
    evidence,
    posts,
    ...(documentFacts ? { documentFacts } : {}),
    sources: sources.map(source => ({
      sha256: source.sha256,
      name: source.name,
      bytes: source.bytes,
      importer: source.importer,
      added: given.custody.find(entry => entry.source === source)?.time ?? '',
      posts: source.counts.posts,
      rejects: source.counts.rejects,
    })),
    custody: given.custody.map(({ n, time, event, hash }) => ({ n, time, event, hash })),
    map: await mapData(store, await namedAccounts(store, story)),
    network,
  }
}

/** What is drawn as a network is not told once more as tables. */
const withoutNetwork = (record: AnalysisRecord): AnalysisRecord =>
  record.analysis === 'coordination'
    ? {
        ...record,
        figures: Object.fromEntries(
          Object.entries(record.figures).filter(([name]) => !NETWORK_FIGURES.includes(name)),
        ),
      }
    : record

/** Adds posts to those that the page holds, each once, as long as there is room for them. */
function keeping(store: Store, posts: ShownPost[], sourceAt: ReadonlyMap<string, number>): KeepPosts {
  const index = new Map(posts.map((post, at) => [`${post.platform}:${post.post_id}`, at]))
  let room = NETWORK_TEXTS
  return async keys => {
    const wanted = keys.filter(({ platform, post_id }) => !index.has(`${platform}:${post_id}`))
    const found = wanted.length > 0 && room > 0 ? await evidencePosts(store, wanted.slice(0, 20_000)) : []
    const byKey = new Map(found.map(post => [`${post.platform}:${post.post_id}`, post]))
    return keys.map(({ platform, post_id }) => {
      const key = `${platform}:${post_id}`
      const post = byKey.get(key)
      if (post && room > 0 && !index.has(key)) {
        const shown = shownPost(post, sourceAt, LONGEST_NETWORK_TEXT)
        room -= shown.text.length + 300 // what else a post has
        index.set(key, posts.push(shown) - 1)
      }
      return index.get(key) ?? null
    })
  }
}

async function gatherEvidence(
  store: Store,
  findings: readonly Finding[],
  sourceAt: ReadonlyMap<string, number>,
): Promise<{ posts: ShownPost[]; evidence: Record<string, ShownEvidence> }> {
  const keys = new Map<string, { platform: string; post_id: string }[]>()
  for (const finding of findings)
    keys.set(finding.id, await evidenceKeys(store, finding.evidence, POSTS_SHOWN))
  const found = await evidencePosts(store, [...keys.values()].flat())
  const index = new Map(found.map((post, at) => [`${post.platform}:${post.post_id}`, at]))
  const evidence: Record<string, ShownEvidence> = {}
  for (const finding of findings) {
    const shown = (keys.get(finding.id) ?? []).flatMap(
      key => index.get(`${key.platform}:${key.post_id}`) ?? [],
    )
    shown.sort((a, b) => a - b)
    const facts = factsTotal(finding.evidence)
    const some = facts === 0 ? [] : await evidenceFacts(store, finding.evidence, FACTS_SHOWN)
    evidence[finding.id] = {
      posts: shown,
      total: evidenceTotal(finding.evidence),
      ...(facts === 0 ? {} : { facts: { total: facts, shown: some.map(fact => shownFact(fact, sourceAt)) } }),
    }
  }
  return { posts: found.map(post => shownPost(post, sourceAt)), evidence }
}

const shownFact = (
  { document, name, value, locator, decoder, source, row }: EvidenceFact,
  sourceAt: ReadonlyMap<string, number>,
): ShownFact => ({
  document,
  name,
  value: value.length > LONGEST_FACT ? `${value.slice(0, LONGEST_FACT)}…` : value,
  locator,
  decoder,
  source: sourceAt.get(source) ?? 0,
  row,
})

function shownPost(
  post: EvidencePost,
  sourceAt: ReadonlyMap<string, number>,
  longest = LONGEST_TEXT,
): ShownPost {
  const cut = post.text.length > longest ? `${post.text.slice(0, longest)}…` : post.text
  return { ...post, text: cut, source: sourceAt.get(post.source) ?? 0 }
}

const COVERS = `
  SELECT count(*) AS posts, count(DISTINCT platform || ':' || account_id) AS accounts, min("at") AS "from", max("at") AS "to",
    (SELECT count(*) FROM about_post) AS "aboutPosts", (SELECT count(*) FROM document) AS documents
  FROM post`

const PLATFORMS = `
  SELECT platform, count(*) AS posts, min("at") AS "from", max("at") AS "to" FROM post GROUP BY platform ORDER BY posts DESC, platform`

async function covers(store: Store): Promise<ReportData['covers']> {
  const all = await store.row<{
    posts: number
    aboutPosts: number
    accounts: number
    documents: number
    from: number | null
    to: number | null
  }>(COVERS)
  return {
    ...all,
    from: all.from ?? 0,
    to: all.to ?? 0,
    platforms: await store.rows<ReportData['covers']['platforms'][number]>(PLATFORMS),
    resolution: await resolutionOf(store),
  }
}

/** The accounts that the story's findings are about, with the names to label them by. */
async function namedAccounts(store: Store, story: readonly Finding[]): Promise<Map<string, string>> {
  const accounts = new Set(story.flatMap(finding => finding.about.accounts ?? []))
  const named = new Map<string, string>()
  for (const account of accounts) {
    const [platform = '', ...rest] = account.split(':')
    const account_id = rest.join(':')
    const [profile] = await store.rows<{ handle: string | null }>(
      'SELECT handle FROM profile WHERE platform = $platform AND account_id = $account_id',
      { platform, account_id },
    )
    named.set(
      account,
      harmless(accountName({ handle: profile?.handle ?? null, account_id, platform }) ?? account),
    )
  }
  return named
}
