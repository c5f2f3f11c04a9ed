import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CaseChoice } from '../case/open.ts'
import { isZone, moment } from '../case/zone.ts'
import { TARGETS } from '../importers/column-names.ts'
import type { Window } from '../model/case.ts'
import type { Lang } from '../model/finding.ts'
import { UsageProblem } from './exit.ts'

/** What every command may be told. */
export interface Common {
  case?: string
  json?: boolean
  lang?: Lang
}

export interface SourceFlags {
  as?: string
  map?: Record<string, string>
  tz?: string
  timeFormat?: string
  platform?: string
  reference?: boolean
}

export interface SubjectFlags {
  about?: string[]
  window?: string[]
  zone?: string
  title?: string
}

/** An option that may be repeated. */
export const many = (value: string, before: string[] = []) => [...before, value]

export function commonOptions(command: Command): Command {
  return command
    .option('--case <dir>', 'the case (default: the folder you stand in)')
    .option('--json', 'the result as JSON on stdout')
    .addOption(
      new Option('--lang <lang>', 'language of sentences')
        .choices(['en', 'fr'])
        .default(process.env.LANG?.startsWith('fr') ? 'fr' : 'en'),
    )
}

export function sourceOptions(command: Command, { reference = true } = {}): Command {
  command
    .option('--as <format>', 'read it as this format (sillage importers lists them)')
    .option(
      '--map <ours=theirs,…>',
      `which columns are which: ${TARGETS.slice(0, 8).join(', ')}, …; "lang=" says there is none`,
      mapping,
    )
    .option('--tz <zone>', 'time zone of times that state none', zone)
    .option('--time-format <format>', "how times are written, such as '%d/%m/%Y %H:%M'")
    .option('--platform <name>', 'where the posts were made, when the file does not say')
  return reference
    ? command.option('--reference', 'keep the original where it is, and its hash, instead of a copy')
    : command
}

export function subjectOptions(command: Command): Command {
  return command
    .option('--about <subject>', "what the case is about: '#hashtag', a URL, or words; may be repeated", many)
    .option(
      '--window <name=from/to>',
      'a stretch of time that matters, as ISO 8601 on the clock of --zone; may be repeated',
      many,
    )
    .option('--zone <zone>', 'time zone in which times are shown (default: UTC)', zone)
    .option('--title <title>', 'what the report is called')
}

/** What the flags say of the case's subject. @throws UsageProblem */
export function choiceFrom(flags: SubjectFlags): CaseChoice {
  const shown = flags.zone ?? 'UTC'
  return {
    ...(flags.about
      ? { about: flags.about.map(subject => subject.trim()).filter(subject => subject !== '') }
      : {}),
    ...(flags.window ? { windows: flags.window.map(text => windowFrom(text, shown)) } : {}),
    ...(flags.zone ? { zone: flags.zone } : {}),
    ...(flags.title ? { title: flags.title } : {}),
  }
}

function windowFrom(text: string, shown: string): Window {
  const [, name = '', from = '', to = ''] = /^([^=]+)=([^/]+)\/(.+)$/.exec(text) ?? []
  const start = moment(from.trim(), shown)
  const end = moment(to.trim(), shown)
  if (start === null || end === null || end < start)
    throw new UsageProblem(
      `--window '${text}' is not NAME=FROM/TO with two times, such as 'election silence=2017-05-05T24:00/2017-05-07T20:00'.`,
    )
  return { name: name.trim(), from: start, to: end }
}

function mapping(value: string, before: Record<string, string> = {}): Record<string, string> {
  const all = { ...before }
  for (const pair of value.split(',')) {
    const [ours, ...theirs] = pair.split('=')
    if (!ours || theirs.length === 0) throw new InvalidArgumentError(`'${pair}' is not OURS=THEIRS.`)
    all[SHORT[ours.trim()] ?? ours.trim()] = theirs.join('=').trim()
  }
  return all
}

/** Names that people use for our columns. */
const SHORT: Readonly<Record<string, string>> = {
  account: 'account_id',
  id: 'post_id',
  parent: 'parent_id',
  content: 'text',
  time: 'at',
  language: 'lang',
}

function zone(value: string): string {
  if (!isZone(value))
    throw new InvalidArgumentError('there is no such time zone; say one such as Europe/Paris or UTC.')
  return value
}
