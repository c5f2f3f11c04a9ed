import { Argument, type Command } from 'commander'
import { type Case, openCase } from '../case/open.ts'
import { spreadsheetCsv } from '../exporters/csv.ts'
import { type License, licenseFrom, type Party, partyFrom } from '../exporters/deposit.ts'
import { exportNetwork, isNetworkFormat, NETWORK_FORMATS } from '../exporters/export-network.ts'
import { exportTo } from '../exporters/export-tables.ts'
import { exportDataPackage } from '../exporters/frictionless.ts'
import { tableFormats } from '../exporters/index.ts'
import { describeCase, exportCrate } from '../exporters/ro-crate.ts'
import { EXPORT_TABLES } from '../exporters/tables.ts'
import { formatter } from '../words/format.ts'
import { EXIT, UsageProblem } from './exit.ts'
import { type Common, commonOptions, many } from './options.ts'
import { bold, faint, narrate, oneLine, print, printJson, progress } from './terminal.ts'

interface Flags extends Common {
  table?: string[]
  out?: string
  force?: boolean
  forSpreadsheet?: boolean
  withoutSources?: boolean
  title?: string
  description?: string
  license?: string
  author?: string[]
  publisher?: string
  date?: string
}

const FORMATS = [...tableFormats.map(({ id }) => id), ...NETWORK_FORMATS, 'frictionless', 'ro-crate']

/** Flags that only some formats know. */
const ONLY: readonly (readonly [keyof Flags, string, readonly string[]])[] = [
  ['table', '--table', ['parquet', 'csv', 'ndjson', 'frictionless']],
  ['forSpreadsheet', '--for-spreadsheet', ['csv', 'network']],
  ['withoutSources', '--without-sources', ['ro-crate']],
  ['title', '--title', ['frictionless', 'ro-crate']],
  ['description', '--description', ['frictionless', 'ro-crate']],
  ['license', '--license', ['frictionless', 'ro-crate']],
  ['author', '--author', ['frictionless', 'ro-crate']],
  ['publisher', '--publisher', ['ro-crate']],
  ['date', '--date', ['ro-crate']],
]

/** The case's tables in other formats, or the whole case as a package that can be deposited and cited. */
export function exportCommand(program: Command): void {
  const command = program
    .command('export')
    .description('write tables, the coordination network, or the whole case as a package to deposit')
    .addArgument(new Argument('<format>', 'what to write').choices(FORMATS))
    .option('--table <name>', `one table: ${EXPORT_TABLES.join(', ')}; may be repeated (default: all)`, many)
    .option('-o, --out <path>', 'where to (default: beside the case, named after it)')
    .option('--force', 'replace what an earlier export left there')
    .option('--for-spreadsheet', '(csv, network) safe to open in Excel or LibreOffice, no longer exact')
    .option('--without-sources', '(ro-crate) leave the sources out; their hashes stand for them')
    .option('--title <title>', "(packages) the package's name (default: the case's title)")
    .option('--description <text>', '(packages) what it is and why it matters')
    .option('--license <license>', '(packages; ro-crate needs it) CC-BY-4.0, an address, or words')
    .option('--author <name>', "(packages) 'Name' or 'Name <ORCID>'; may be repeated", many)
    .option('--publisher <name>', "(ro-crate) 'Name' or 'Name <address>'")
    .option('--date <date>', '(ro-crate) when it is published, as 2017-05-06 (default: today)')
    .action(async (format: string, flags: Flags) => {
      refuseUnfit(format, flags)
      const given = await openCase(flags.case ?? '.')
      const bar = progress(`export ${format}`)
      const exported = await writeAs(format, given, flags, (done, total, step) =>
        bar.at(done, total, step),
      ).finally(() => bar.stop())
      if (flags.json) printJson({ format, ...exported })
      else tell(exported, flags)
      narrate(`\nNext: ${next(format, exported.path)}`)
      process.exitCode = EXIT.done
    })
  commonOptions(command)
}

function refuseUnfit(format: string, flags: Flags): void {
  for (const [name, flag, formats] of ONLY)
    if (flags[name] !== undefined && !formats.includes(format))
      throw new UsageProblem(`${flag} says nothing to ${format}; it is for ${formats.join(', ')}.`)
  const unknown = flags.table?.find(name => !EXPORT_TABLES.includes(name))
  if (unknown !== undefined)
    throw new UsageProblem(`There is no table '${oneLine(unknown)}'; there are ${EXPORT_TABLES.join(', ')}.`)
  if (format === 'ro-crate' && !flags.license?.trim())
    throw new UsageProblem(
      "An RO-Crate must say under which licence it is: --license CC-BY-4.0, an address, or words such as --license 'On request only'.",
    )
  if (flags.date !== undefined && !isDate(flags.date))
    throw new UsageProblem(`--date '${oneLine(flags.date)}' is not a day such as 2017-05-06.`)
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  )
}

interface Exported {
  path: string
  files: { path: string; rows?: number; bytes: number; sha256: string }[]
  withheld?: string[]
  /** Characters that XML cannot hold and that were replaced. */
  replaced?: number
}

async function writeAs(
  format: string,
  given: Case,
  flags: Flags,
  onProgress: (done: number, total: number, step: string) => void,
): Promise<Exported> {
  const place = { ...(flags.out ? { out: flags.out } : {}), force: flags.force === true, onProgress }
  const tables = flags.table ? { tables: [...new Set(flags.table)] } : {}
  if (format === 'ro-crate')
    return exportCrate(
      given,
      {
        name: flags.title ?? given.config.title,
        description: flags.description ?? describeCase(given),
        datePublished: flags.date ?? new Date().toISOString().slice(0, 10),
        ...parties(flags),
        license: licenseFrom(flags.license ?? ''),
        ...(flags.publisher ? { publisher: partyFrom(flags.publisher) } : {}),
      },
      { ...place, withoutSources: flags.withoutSources === true },
    )
  if (format === 'frictionless')
    return exportDataPackage(given, {
      ...place,
      ...tables,
      ...parties(flags),
      description: flags.description ?? describeCase(given),
      ...(flags.title ? { title: flags.title } : {}),
    })
  const spreadsheet = flags.forSpreadsheet ? spreadsheetCsv(flags.lang ?? 'en') : undefined
  if (isNetworkFormat(format))
    return exportNetwork(given, format, { ...place, ...(spreadsheet ? { tables: spreadsheet } : {}) })
  const chosen = spreadsheet ?? tableFormats.find(({ id }) => id === format)
  if (!chosen) throw new UsageProblem(`There is no format '${format}'; there are ${FORMATS.join(', ')}.`)
  return exportTo(given, chosen, { ...place, ...tables })
}

const parties = ({ license, author }: Flags): { license?: License; authors: Party[] } => ({
  ...(license ? { license: licenseFrom(license) } : {}),
  authors: (author ?? []).map(partyFrom),
})

/** What Excel's sheets hold; LibreOffice's hold as many. */
const SHEET_ROWS = 1_048_575

function tell({ path, files, withheld, replaced = 0 }: Exported, flags: Flags): void {
  const f = formatter('en', 'UTC')
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  print(
    `${bold('Written')}  ${oneLine(path)}   (${files.length} ${files.length === 1 ? 'file' : 'files'}, ${f.bytes(bytes)})`,
  )
  for (const { path: file, rows } of files)
    if (rows !== undefined)
      print(faint(`  ${oneLine(file.split(/[/\\]/).at(-1) ?? file).padEnd(24)} ${f.number(rows)} rows`))
  if (withheld?.length)
    narrate(
      `${withheld.length} ${withheld.length === 1 ? 'source is' : 'sources are'} not in it; the SHA-256 of each is.`,
    )
  if (replaced > 0)
    narrate(
      `${f.number(replaced)} ${replaced === 1 ? 'character that XML forbids is' : 'characters that XML forbids are'} replaced by U+FFFD in it; evidence.csv has them as they were.`,
    )
  const long = files.find(({ rows = 0 }) => rows > SHEET_ROWS)
  if (flags.forSpreadsheet && long)
    narrate(
      `${oneLine(long.path)} has more rows than a sheet holds (${f.number(SHEET_ROWS)}): a spreadsheet would show the first of them only.`,
    )
  narrate('It names accounts and quotes posts as captured: nothing is pseudonymised.')
}

function next(format: string, path: string): string {
  const name = oneLine(path)
  if (format === 'ro-crate')
    return `sillage import-case ${name} -o COPY   (read it back and check every hash)`
  if (format === 'frictionless') return `deposit ${name}, or sillage export ro-crate   (with the custody log)`
  if (format === 'gexf')
    return `open ${name}/timestamps.gexf in Gephi   (edges are leads: groups are told in the report)`
  return 'sillage export ro-crate --license …   (the whole case, to deposit and cite)'
}
