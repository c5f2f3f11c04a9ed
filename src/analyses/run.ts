import { type Case, writeWhole } from '../case/open.ts'
import type { AnalysisRecord, ParamValue, Text } from '../model/finding.ts'
import { VERSION } from '../model/version.ts'
import type { Store } from '../store/store.ts'
import { parseSubject } from '../store/views.ts'
import { type Analysis, type Asked, type Need, notApplicable, type Outcome, type Params } from './analysis.ts'
import { LACKING, lackingOf } from './material.ts'
import { type Rows, writeRows } from './rows.ts'

/** Why a question cannot be asked when nothing in the case states a column. */
const UNSTATED: Record<Need, Text> = {
  'post.text': {
    en: 'no post has a text (post.text is nowhere given)',
    fr: 'aucun message n’a de texte (post.text n’est donné nulle part)',
  },
  'post.account_id': {
    en: 'no post states its account (post.account_id is nowhere given)',
    fr: 'aucun message n’indique son compte (post.account_id n’est donné nulle part)',
  },
  'post.parent_id': {
    en: 'no post states which post it passes on (post.parent_id is nowhere given)',
    fr: 'aucun message n’indique celui qu’il relaie (post.parent_id n’est donné nulle part)',
  },
  'post.lang': {
    en: 'no post has a known language (post.lang)',
    fr: 'aucun message n’a de langue connue (post.lang)',
  },
  'account.followers': {
    en: 'no account states its followers (account.followers)',
    fr: 'aucun compte n’indique ses abonnés (account.followers)',
  },
  'fact.value': {
    en: 'the case holds no dump whose files say anything of themselves (sillage triage reads one)',
    fr: 'le dossier ne contient aucune fuite dont les fichiers disent quoi que ce soit d’eux-mêmes (sillage triage en lit une)',
  },
}

/** Runs one analysis over a mounted case. @throws whatever the engine throws: an analysis does not fail on data. */
export async function runAnalysis(
  given: Case,
  store: Store,
  analysis: Analysis,
  values: Record<string, ParamValue> = {},
): Promise<{ record: AnalysisRecord; rows: Rows }> {
  const params = { ...defaults(analysis.params), ...values }
  const asked: Asked = {
    store,
    params,
    config: given.config,
    about: given.config.about.map(parseSubject),
    resolution: await resolutionOf(store),
  }
  const lacking = await lackingOf(store, analysis)
  const outcome = lacking
    ? notApplicable(LACKING[lacking])
    : ((await unmet(store, analysis.needs)) ?? (await analysis.run(asked)))
  const record: AnalysisRecord = {
    analysis: analysis.id,
    method: analysis.version,
    sillage: VERSION,
    status: outcome.status,
    ...(outcome.status === 'found' ? {} : { reason: outcome.reason }),
    ...(lacking ? { lacking } : {}),
    params,
    findings: outcome.status === 'found' ? outcome.findings : [],
    figures: outcome.figures ?? {},
  }
  return { record, rows: outcome.status === 'found' ? outcome.rows : [] }
}

/** Writes `findings/<analysis>.json`, and beside it the rows that the claims were drawn from. */
export async function writeFindings(
  given: Case,
  store: Store,
  record: AnalysisRecord,
  rows: Rows,
): Promise<void> {
  await writeRows(store, rows, given.at.findingRows(record.analysis))
  await writeWhole(given.at.finding(record.analysis), `${JSON.stringify(record, null, 2)}\n`)
}

/** Which questions the tables hold enough for, by their needs alone, without answering them; else why not. */
export async function answerable(
  store: Store,
  analyses: readonly Analysis[],
): Promise<{ analysis: string; reason: Text | null }[]> {
  const answers: { analysis: string; reason: Text | null }[] = []
  for (const { id, needs } of analyses) {
    const outcome = await unmet(store, needs)
    answers.push({ analysis: id, reason: outcome && 'reason' in outcome ? outcome.reason : null })
  }
  return answers
}

async function unmet(store: Store, needs: readonly Need[]): Promise<Outcome | null> {
  for (const need of needs) {
    const [table, column] = need.split('.')
    const { stated } = await store.row<{ stated: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM ${table} WHERE "${column}" IS NOT NULL) AS stated`,
    )
    if (!stated) return { status: 'not applicable', reason: UNSTATED[need] }
  }
  return null
}

/** The largest of 1 day, 1 min, 1 s and 1 ms that all posts' times are multiples of, but for one in a thousand. */
export async function resolutionOf(store: Store): Promise<number> {
  const { posts, days, minutes, seconds } = await store.row<{
    posts: number
    days: number
    minutes: number
    seconds: number
  }>(`
    SELECT count(*) AS posts,
      sum(CASE WHEN "at" % 86400000 = 0 THEN 1 ELSE 0 END) AS days,
      sum(CASE WHEN "at" % 60000 = 0 THEN 1 ELSE 0 END) AS minutes,
      sum(CASE WHEN "at" % 1000 = 0 THEN 1 ELSE 0 END) AS seconds
    FROM post`)
  const nearly = (n: number) => posts >= 20 && n >= posts * 0.999
  return nearly(days) ? 86_400_000 : nearly(minutes) ? 60_000 : nearly(seconds) || posts < 20 ? 1_000 : 1
}

function defaults(params: Params): Record<string, ParamValue> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]))
}
