import { type Command, InvalidArgumentError } from 'commander'
import type { AddOptions } from '../case/add.ts'
import { recognise } from '../case/detect.ts'
import { layout } from '../case/layout.ts'
import { type Case, exists } from '../case/open.ts'
import { InputProblem } from '../importers/importer.ts'
import { importers } from '../importers/index.ts'
import { alertSentence } from '../live/alert-words.ts'
import { growingFile } from '../live/file.ts'
import { JETSTREAM, jetstream } from '../live/jetstream.ts'
import { mastodon, TOKEN } from '../live/mastodon.ts'
import type { LiveSource } from '../live/source.ts'
import { watch } from '../live/watch.ts'
import { Store } from '../store/store.ts'
import { formatter } from '../words/format.ts'
import { platformName } from '../words/names.ts'
import { EXIT, UsageProblem } from './exit.ts'
import { endsBy } from './interrupt.ts'
import { sayOnceMore } from './once-more.ts'
import { type Common, commonOptions, type SourceFlags, type SubjectFlags, subjectOptions } from './options.ts'
import { bold, faint, narrate, oneLine, print } from './terminal.ts'
import { caseAt, nameFor } from './trace.ts'

interface Flags extends Common, SubjectFlags, Pick<SourceFlags, 'as'> {
  out?: string
  allowNetwork?: boolean
  server?: string
  stream?: string
  every: number
}

/** Listens to a source and appends to the case as it comes, until it is interrupted. */
export function watchCommand(program: Command): void {
  const command = program
    .command('watch')
    .description('listen to a source, add what is on the subject as it comes, and say when it bursts')
    .argument('<source>', 'jetstream, mastodon, or a file of JSON lines that grows')
    .option(
      '-o, --out <dir>',
      "the case's folder, made when there is none (default: named after the subject)",
    )
    .option('--as <format>', 'read the file as this format (sillage importers lists them)')
    .option('--allow-network', 'let jetstream and mastodon use the network; without it nothing does')
    .option('--server <url>', `the server (jetstream: ${JETSTREAM} by default; mastodon: needed)`)
    .option('--stream <url>', 'where a Mastodon server streams from, when that is another host')
    .option('--every <seconds>', 'how often what came goes into the case', seconds, 30)
    .action(async (what: string, flags: Flags) => {
      const source = await sourceFrom(what, flags)
      const given = await caseAt(await folderFor(what, flags), flags)
      const about = given.config.about
      // The stream that is asked for may depend on what the case is about.
      const listened = source(about)
      await listen(await listened, given, flags)
    })
  subjectOptions(commonOptions(command))
}

function seconds(value: string): number {
  const n = Number(value)
  if (!(n >= 1)) throw new InvalidArgumentError('say a number of seconds, 1 or more.')
  return n
}

/** How to listen, once it is known what the case is about. @throws UsageProblem before anything is made. */
async function sourceFrom(
  what: string,
  flags: Flags,
): Promise<(about: readonly string[]) => LiveSource | Promise<LiveSource>> {
  if (flags.as !== undefined && !importers.some(({ id }) => id === flags.as))
    throw new InputProblem(
      `There is no format '${flags.as}'; there are ${importers.map(({ id }) => id).join(', ')}.`,
    )
  if (what !== 'jetstream' && what !== 'mastodon') {
    const file = await growingFile(what, flags.as ?? null)
    return () => file
  }
  if (!flags.allowNetwork)
    throw new UsageProblem(
      `sillage watch ${what} needs the network, which Sillage never uses unasked; if you want it to, add --allow-network.`,
    )
  if (what === 'jetstream') {
    const source = jetstream(flags.server)
    return () => source
  }
  const { server, stream } = flags
  if (server === undefined)
    throw new UsageProblem(
      'sillage watch mastodon needs to know which server: --server https://mastodon.example',
    )
  const token = process.env[TOKEN]?.trim() || undefined
  const at = (about: readonly string[]) => mastodon({ server, stream, token }, about)
  at(flags.about ?? [])
  return at
}

async function folderFor(what: string, flags: Flags): Promise<string> {
  const said = flags.out ?? flags.case
  if (said !== undefined) return said
  if (await exists(layout('.').config)) return '.'
  return nameFor(flags.about?.[0] ?? what.split('/').at(-1) ?? what)
}

async function listen(source: LiveSource, given: Case, flags: Flags): Promise<void> {
  const { lang = 'en' } = flags
  const f = formatter('en', 'UTC')
  const stopping = new AbortController()
  const stop = () => {
    narrate(faint('\nEnding: what came is being added …'))
    stopping.abort()
  }
  const forget = endsBy(stop)
  process.once('SIGTERM', stop)
  const about = given.config.about.length > 0 ? given.config.about.map(oneLine).join(', ') : 'everything'
  const importing = importingOf(source)
  narrate(`${bold('Listening')} to ${oneLine(source.where)} for ${about}; Ctrl-C ends it.`)
  try {
    const { seen, posts, gaps } = await watch(given, {
      source,
      signal: stopping.signal,
      importing: async () => ({ ...(await importing()), onFall: sayOnceMore }),
      everyMs: flags.every * 1000,
      onFall: sayOnceMore,
      onNote: text => narrate(oneLine(text)),
      onGap: ({ from, to, why }) =>
        narrate(`${bold('Gap')} from ${f.utc(from)} to ${f.utc(to)}: ${oneLine(why)}. It is on record.`),
      onAdded: ({ counts, name }) =>
        narrate(
          faint(
            `${oneLine(name)}: ${f.number(counts.rows)} ${counts.rows === 1 ? 'event' : 'events'}, ${f.number(counts.posts)} new ${counts.posts === 1 ? 'post' : 'posts'}`,
          ),
        ),
      onReady: (platform, measures) => narrate(faint(readiness(platform, measures))),
      onAlert: alert =>
        print(flags.json ? JSON.stringify(alert) : oneLine(alertSentence(alert, lang, given.config.zone))),
    })
    narrate(
      `\nEnded. ${f.number(seen)} events came; ${f.number(posts)} new posts are in ${oneLine(given.dir)}${gaps > 0 ? `, with ${f.number(gaps)} ${gaps === 1 ? 'gap' : 'gaps'}` : ''}. Run the same command again to go on from here.`,
    )
    narrate(`Next: sillage run --case ${oneLine(given.dir)} && sillage report --case ${oneLine(given.dir)}`)
  } finally {
    forget()
    process.removeListener('SIGTERM', stop)
  }
  process.exitCode = EXIT.interrupted
}

function readiness(
  platform: string,
  measures: readonly { measure: string; has: number; needs: number }[],
): string {
  const short = measures.filter(({ has, needs }) => has < needs)
  const ready = measures.filter(({ has, needs }) => has >= needs)
  const names = ready.map(({ measure }) => measure).join(', ')
  const waiting = short
    .map(({ measure, has, needs }) => `${measure} (${has} of ${needs} stretches)`)
    .join(', ')
  return [
    `Alerts for ${platformName(platform)}:`,
    ...(ready.length > 0 ? [`there is history enough for ${names}.`] : []),
    ...(short.length > 0
      ? [`${ready.length > 0 ? 'Not yet' : 'not enough history yet'} for ${waiting}.`]
      : []),
  ].join(' ')
}

/** How segments are read: as the source's own format, or as what the whole file shows itself to be. */
function importingOf({ importer, where }: LiveSource): () => Promise<AddOptions> {
  let known: AddOptions | null = importer === null ? null : { as: importer }
  return async () => {
    if (known !== null) return known
    const store = await Store.open()
    try {
      const { importer: found, head } = await recognise(store, where)
      if (head.shape !== 'json-lines' && head.shape !== 'json')
        throw new UsageProblem(
          `${where} cannot be followed: only files with one JSON value on each line can. Add it as it is with: sillage add`,
        )
      // Segments are read as the file was understood, whatever they happen to show themselves.
      const { mapping } = found.select(head, {})
      known = { as: found.id, ...(mapping ? { map: mapping } : {}) }
      return known
    } finally {
      await store.close()
    }
  }
}
