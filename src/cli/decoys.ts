import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { exists } from '../case/open.ts'
import { filesOf } from '../documents/authenticity/dump-marks.ts'
import { DECOY_FORMATS, type DecoyFormat, makeDecoys } from '../documents/decoys/make.ts'
import { indexRegistry, type Match, matchStream } from '../documents/decoys/match.ts'
import {
  type DecoyRegistry,
  isProof,
  isProven,
  parseRegistry,
  prove,
  sha256,
} from '../documents/decoys/registry.ts'
import { formatter } from '../words/format.ts'
import { EXIT, UsageProblem } from './exit.ts'
import { type Common, commonOptions, many } from './options.ts'
import { bold, faint, narrate, oneLine, print, printJson } from './terminal.ts'

interface MakeFlags extends Common {
  out: string
  count: number
  formats: DecoyFormat[]
  languages: ('en' | 'fr')[]
  day: number
  page?: string[]
  logins: number
  domain: string
  secret?: string
}

/** Decoys: documents and logins that, once they turn up, tell where they were taken. Nothing is ever sent anywhere. */
export function decoysCommand(program: Command): void {
  const decoys = program
    .command('decoys')
    .description('decoy documents and logins: make, seal, recognise and prove them; nothing is ever sent')
  makeCommand(decoys)
  matchCommand(decoys)
  proveCommand(decoys)
  checkCommand(decoys)
  for (const command of decoys.commands) {
    command.exitOverride()
    commonOptions(command)
  }
}

function makeCommand(decoys: Command): void {
  decoys
    .command('make')
    .description('make decoys, their sealed registry, and the seal that can be published')
    .requiredOption(
      '-o, --out <dir>',
      'where to: decoys/, registry.json (keep it apart and secret) and seal.json',
    )
    .option('--count <n>', 'how many documents', count(0, 10_000), 20)
    .addOption(
      new Option('--formats <list>', `of ${DECOY_FORMATS.join(', ')}`)
        .argParser(among(DECOY_FORMATS))
        .default([...DECOY_FORMATS], 'all'),
    )
    .addOption(
      new Option('--languages <list>', 'of en, fr')
        .argParser(among(['en', 'fr'] as const))
        .default(['en', 'fr'], 'both'),
    )
    .addOption(
      new Option('--day <date>', 'the day that the documents are about')
        .argParser(day)
        .default(Date.now(), 'today'),
    )
    .option('--page <url>', 'a phishing page to make logins for; it is never visited; may be repeated', many)
    .option('--logins <n>', 'logins for each page', count(1, 1000), 3)
    .option('--domain <name>', 'of the invented people’s addresses', host, 'ville.example')
    .option('--secret <file>', 'draw from this file instead of chance: the same file gives the same decoys')
    .action(async (flags: MakeFlags) => {
      const registryPath = join(flags.out, 'registry.json')
      if (await exists(registryPath))
        throw new UsageProblem(
          `${registryPath} exists; a registry is never overwritten. Choose another folder with -o.`,
        )
      const secret = flags.secret ? Buffer.from(sha256(await readFile(flags.secret)), 'hex') : randomBytes(32)
      const { files, registry } = makeDecoys({
        secret,
        count: flags.count,
        formats: flags.formats,
        languages: flags.languages,
        near: flags.day,
        made: flags.secret ? flags.day : Date.now(),
        pages: flags.page ?? [],
        loginsPerPage: flags.logins,
        domain: flags.domain,
      })
      const folder = join(flags.out, 'decoys')
      await mkdir(folder, { recursive: true })
      for (const { path, bytes } of files) await writeFile(join(folder, path), bytes, { flag: 'wx' })
      await writeFile(registryPath, `${JSON.stringify(registry, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
      const seal = { sillage_seal: 1, seal: registry.seal, made: registry.made }
      await writeFile(join(flags.out, 'seal.json'), `${JSON.stringify(seal, null, 2)}\n`, { flag: 'wx' })
      if (flags.json)
        printJson({
          ...seal,
          registry: registryPath,
          decoys: files.map(({ path }) => join(folder, path)),
          logins: registry.credentials.length,
        })
      else {
        print(`${bold('Seal')}  ${registry.seal}`)
        print(
          `      ${files.length} decoys in ${oneLine(folder)}, ${registry.credentials.length} logins in ${oneLine(registryPath)}`,
        )
      }
      narrate(
        '\nMove registry.json to where no intruder comes: it tells decoys from documents. Publish the seal where it is dated (a notary, a newspaper, a public log).',
      )
      narrate(`Next: sillage decoys match LOG… --registry ${oneLine(registryPath)}`)
    })
}

function matchCommand(decoys: Command): void {
  decoys
    .command('match')
    .description('find decoy logins, decoy documents and their facts in logs and dumps')
    .argument('<log...>', 'files or folders of any text encoding, also gzip; - is the standard input')
    .requiredOption('--registry <file>', 'the registry that sillage decoys make wrote')
    .action(async (logs: string[], flags: Common & { registry: string }) => {
      const index = indexRegistry(await registryAt(flags.registry))
      const found: Match[] = []
      let read = 0
      for (const log of logs)
        if (log === '-') {
          found.push(...(await matchStream('-', process.stdin as AsyncIterable<Uint8Array>, index))) // no encoding is set on it
          read++
        } else {
          if (!(await exists(log))) throw new UsageProblem(`${log}: there is no such file or folder.`)
          for await (const file of filesOf(log)) {
            found.push(
              ...(await matchStream(file, createReadStream(file) as AsyncIterable<Uint8Array>, index)),
            ) // nor here
            read++
          }
        }
      if (flags.json) printJson(found)
      else for (const match of found) print(matchLine(match))
      const n = formatter('en', 'UTC').number
      narrate(
        `\n${found.length === 0 ? 'Nothing of the registry stands in' : `${n(new Set(found.map(({ id }) => id)).size)} of the registry’s entries turned up in`} ${n(read)} ${read === 1 ? 'file' : 'files'}.`,
      )
      const [first] = found
      if (first) narrate(`Next: sillage decoys prove ${first.id} --registry ${oneLine(flags.registry)}`)
    })
}

const matchLine = ({ source, id, what, detail, line, times }: Match): string =>
  `${bold(id)}  ${what.padEnd(8)}  ${oneLine(detail)}  ${faint(`${oneLine(source)}${line === null ? '' : `, line ${line}`}${times > 1 ? `, ${times} times` : ''}`)}`

function proveCommand(decoys: Command): void {
  decoys
    .command('prove')
    .description('write what shows that one decoy was sealed, and gives no other away')
    .argument('<id>', 'of a decoy or a login, as match tells it')
    .requiredOption('--registry <file>', 'the registry')
    .action(async (id: string, flags: Common & { registry: string }) => {
      printJson(prove(await registryAt(flags.registry), id))
      narrate(
        'Next: sillage decoys check PROOF --seal SEAL [FILE]   (anyone can, with the seal that was published)',
      )
    })
}

function checkCommand(decoys: Command): void {
  decoys
    .command('check')
    .description('check a proof against the seal that was published, and a file against the proof')
    .argument('<proof>', 'what sillage decoys prove wrote')
    .argument('[file]', 'the file that is said to be the decoy')
    .requiredOption('--seal <hash>', 'the seal as it was published')
    .action(async (path: string, file: string | undefined, flags: Common & { seal: string }) => {
      const proof: unknown = await readFile(path, 'utf8').then(
        text => JSON.parse(text),
        () => null,
      )
      if (!isProof(proof)) throw new UsageProblem(`${path} is no proof; sillage decoys prove writes one.`)
      const sealed = isProven(proof, flags.seal.trim().toLowerCase())
      const fits = file === undefined ? null : proof.content.sha256 === sha256(await readFile(file))
      if (flags.json) printJson({ sealed, file: fits, content: proof.content })
      else {
        print(
          sealed
            ? `${bold('Sealed.')} It was registered when the seal was made.`
            : `${bold('Not sealed.')} The proof does not lead to this seal.`,
        )
        if (fits !== null)
          print(fits ? 'The file is the decoy, byte for byte.' : 'The file is not the decoy byte for byte.')
      }
      process.exitCode = sealed && fits !== false ? EXIT.done : EXIT.mismatch
    })
}

const registryAt = async (path: string): Promise<DecoyRegistry> =>
  parseRegistry(await readFile(path, 'utf8'), path)

const count = (least: number, most: number) => (value: string) => {
  const n = Number(value)
  if (!Number.isInteger(n) || n < least || n > most || value.trim() === '')
    throw new InvalidArgumentError(`say a whole number from ${least} to ${most}.`)
  return n
}

const among =
  <T extends string>(known: readonly T[]) =>
  (value: string): T[] =>
    value.split(',').map(item => {
      const name = known.find(one => one === item.trim())
      if (name === undefined) throw new InvalidArgumentError(`'${item}' is none of ${known.join(', ')}.`)
      return name
    })

function day(value: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw new InvalidArgumentError('say a day such as 2017-05-05.')
  return at
}

function host(value: string): string {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value))
    throw new InvalidArgumentError('say a domain such as ville.example.')
  return value.toLowerCase()
}
