import { basename } from 'node:path'
import type { Command } from 'commander'
import { mountCaseTables } from '../case/mount.ts'
import type { Case } from '../case/open.ts'
import { stateOf } from '../case/receive.ts'
import { type AddedDump, addDump } from '../documents/add-dump.ts'
import type { JudgeBy } from '../documents/judge-by.ts'
import { InputProblem } from '../importers/importer.ts'
import { formatter } from '../words/format.ts'
import { analyseAndReport, reportUrl } from './analysing.ts'
import { EXIT } from './exit.ts'
import { onceMoreBelow } from './once-more.ts'
import { type Common, commonOptions, type SubjectFlags, subjectOptions } from './options.ts'
import { tell } from './telling.ts'
import { bold, faint, narrate, oneLine, print, printJson, progress } from './terminal.ts'
import { caseAt, nameFor } from './trace.ts'

interface Flags extends Common, SubjectFlags {
  out?: string
  reference?: boolean
  originals?: string
  decoys?: string
  keys?: string
}

/** From a dump to what its files tell: read every file and message in it, then ask what they have in common. */
export function triageCommand(program: Command): void {
  const command = program
    .command('triage')
    .description('read a dump of files and mail to the last attachment, and tell who and what touched it')
    .argument('<dump...>', 'files, archives, mailboxes or folders')
    .option('-o, --out <dir>', "the case's folder (default: named after the first dump)")
    .option('--originals <dir>', "the victim's own files and mail, to tell authentic from altered")
    .option('--decoys <registry>', 'registry of decoys (sillage decoys make), to tell what was planted')
    .option('--keys <dir>', 'archive of DKIM keys (docs/mail.md), to check signatures by')
    .option('--reference', 'keep the original where it is, and its hash, instead of a copy')
    .action(async (dumps: string[], flags: Flags) => {
      // A dump that is not there is said before a case is made for it.
      for (const path of [...dumps, flags.originals, flags.decoys, flags.keys])
        if (path !== undefined) await stateOf(path)
      const dir = flags.out ?? flags.case ?? nameFor(basename(dumps[0] ?? 'dump'))
      const { given, added, failed } = await addDumps(await caseAt(dir, flags), dumps, flags)
      if (added.length === 0) throw new InputProblem(`Nothing could be added to ${dir}; see above.`)
      await answer(given, added, failed, flags, dir)
      const hasRejects = added.some(({ source }) => source.counts.rejects > 0)
      process.exitCode = hasRejects || failed.length > 0 ? EXIT.rejected : EXIT.done
    })
  subjectOptions(commonOptions(command))
}

const judgeBy = ({ originals, decoys, keys }: Flags): JudgeBy => ({
  ...(originals === undefined ? {} : { originals }),
  ...(decoys === undefined ? {} : { decoys }),
  ...(keys === undefined ? {} : { keys }),
})

interface Failed {
  path: string
  problem: string
}

async function addDumps(
  start: Case,
  dumps: readonly string[],
  flags: Flags,
): Promise<{ given: Case; added: AddedDump[]; failed: Failed[] }> {
  let given = start
  const added: AddedDump[] = []
  const failed: Failed[] = []
  for (const path of dumps) {
    const bar = progress(basename(path), 'documents')
    try {
      const result = await addDump(given, path, {
        reference: flags.reference === true,
        judgeBy: judgeBy(flags),
        onStep: (step, done, total, documents) => bar.at(done, total, step, documents),
        onFall: onceMoreBelow(bar),
      })
      bar.stop()
      given = result.case
      added.push(result.added)
      narrate(summary(path, result.added))
      for (const problem of result.added.problems.slice(0, 8)) narrate(`  ${oneLine(problem)}`)
    } catch (error) {
      bar.stop()
      if (!(error instanceof InputProblem)) throw error
      failed.push({ path, problem: error.message })
      narrate(`${bold('not added')} ${oneLine(error.message)}`)
    }
  }
  return { given, added, failed }
}

function summary(path: string, { status, source }: AddedDump): string {
  const f = formatter('en', 'UTC')
  const name = bold(oneLine(path))
  if (status === 'already there')
    return `${name} is in the case already (SHA-256 ${source.sha256.slice(0, 12)}…); nothing changed, and it was judged as it was read. Other originals, decoys or keys need a case of their own (-o).`
  const { counts } = source
  const lines = [
    `${name}: ${f.number(counts.documents ?? 0)} documents, ${f.number(counts.facts ?? 0)} facts`,
  ]
  if (counts.rejects > 0) {
    lines.push(
      `  ${bold(`${f.number(counts.rejects)} could not be read whole`)}, each with its reason in rejects/${source.sha256.slice(0, 12)}….jsonl:`,
    )
    for (const [reason, n] of Object.entries(counts.reasons).slice(0, 8))
      lines.push(`    ${f.number(n)} × ${oneLine(reason)}`)
  }
  return lines.join('\n')
}

const FORMATS = `
  SELECT format, count(*) AS documents, coalesce(sum(bytes), 0) AS bytes, sum(CASE WHEN encrypted THEN 1 ELSE 0 END) AS encrypted
  FROM document GROUP BY format ORDER BY documents DESC, format`

const LOCKED = 'SELECT document FROM document WHERE encrypted ORDER BY document LIMIT 5'

/** What is in the case's dumps, and the first documents that are encrypted. */
async function formatsOf(given: Case) {
  const store = await mountCaseTables(given)
  try {
    return {
      formats: await store.rows<{ format: string; documents: number; bytes: number; encrypted: number }>(
        FORMATS,
      ),
      locked: await store.rows<{ document: string }>(LOCKED),
    }
  } finally {
    await store.close()
  }
}

async function answer(
  given: Case,
  added: readonly AddedDump[],
  failed: readonly Failed[],
  flags: Flags,
  dir: string,
): Promise<void> {
  const lang = flags.lang ?? 'en'
  const { formats, locked } = await formatsOf(given)
  const records = await analyseAndReport(given, {}, lang)
  if (flags.json)
    printJson({
      case: given.dir,
      report: given.at.report,
      sources: added.map(({ source }) => source),
      failed,
      formats,
      analyses: records,
    })
  else {
    tellFormats(formats, locked)
    tell(records, lang, given.config.simulated)
    print(`\n${bold('Report')}  ${oneLine(given.at.report)}\n        ${reportUrl(given)}`)
    const first = records.flatMap(({ findings }) => findings)[0]
    narrate(
      `\nNext: sillage show ${first?.id ?? 'ID'} --case ${oneLine(dir)}   (the documents behind it, and where in them it stands)`,
    )
  }
}

function tellFormats(
  formats: readonly { format: string; documents: number; bytes: number; encrypted: number }[],
  locked: readonly { document: string }[],
): void {
  const f = formatter('en', 'UTC')
  print(`\n${bold('What is in it')}`)
  for (const { format, documents, bytes } of formats.slice(0, 20))
    print(`  ${f.number(documents).padStart(9)}  ${format.padEnd(16)} ${faint(f.bytes(bytes))}`)
  if (formats.length > 20) print(faint(`  and ${formats.length - 20} formats more`))
  const count = formats.reduce((sum, { encrypted }) => sum + encrypted, 0)
  if (count > 0) {
    print(`\n${bold(`${f.number(count)} encrypted`)}`)
    for (const { document } of locked) print(`  ${oneLine(document)}`)
  }
}
