import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { exists, writeWhole } from '../case/open.ts'
import { readDumpMarks, refuseFromDump } from '../documents/authenticity/dump-marks.ts'
import { type Original, type RecoveredKey, recoverKeys } from '../documents/authenticity/recover-key.ts'
import { recordOf } from '../documents/authenticity/sign.ts'
import { formatter } from '../words/format.ts'
import { UsageProblem } from './exit.ts'
import { type Common, commonOptions, many } from './options.ts'
import { bold, faint, narrate, oneLine, print, printJson } from './terminal.ts'

interface Flags extends Common {
  dump?: string[]
  out?: string
}

/** The archive of signing keys: what is lost of it can be computed from originals. */
export function keysCommand(program: Command): void {
  const keys = program.command('keys').description('signing keys of mail: recover one that is lost')
  const recover = keys
    .command('recover')
    .description('compute a lost DKIM key from two or more of your own, trusted originals')
    .argument('<mail...>', 'messages as raw files (.eml) that the same key signed; never from the dump')
    .option(
      '--dump <path>',
      'the dump, so that nothing of it is taken for an original; may be repeated',
      many,
    )
    .option('-o, --out <dir>', 'the folder of keys to put the record into')
    .action(async (mails: string[], flags: Flags) => {
      if (mails.length < 2)
        throw new UsageProblem('sillage keys recover needs two or more messages that the same key signed.')
      const originals: Original[] = []
      for (const name of mails) originals.push({ name, bytes: await readFile(name) })
      if (flags.dump) await refuseFromDump(originals, await readDumpMarks(flags.dump))
      else
        narrate(
          `${bold('Unchecked')}: without --dump nothing keeps a message of the dump from being taken for an original.`,
        )
      const found = await recoverKeys(originals, (key, bits) =>
        narrate(faint(`Computing ${oneLine(key)}, ${bits} bits; with a large exponent this takes minutes …`)),
      )
      const written: string[] = []
      for (const key of found)
        if (flags.out !== undefined)
          written.push(await keep(flags.out, key, originals, flags.dump !== undefined))
      if (flags.json) printJson(found.map((key, i) => asJson(key, written[i] ?? null)))
      else
        for (const key of found) {
          print(
            `${bold(oneLine(key.name))}  ${key.bits} bits, e = ${key.exponent}, fits ${key.originals.length} originals`,
          )
          print(recordOf(key.key))
        }
      for (const path of written) narrate(`\nKept in ${oneLine(path)}.`)
      narrate(
        written.length > 0
          ? `Next: sillage triage DUMP… --keys ${oneLine(flags.out ?? '')}`
          : 'Next: the same with -o KEYS, to keep the record for sillage triage --keys',
      )
    })
  for (const command of [recover]) {
    command.exitOverride()
    commonOptions(command)
  }
}

const asJson = (key: RecoveredKey, path: string | null) => ({
  name: key.name,
  record: recordOf(key.key),
  bits: key.bits,
  exponent: key.exponent,
  originals: key.originals,
  first_seen: day(key.from),
  last_seen: day(key.to),
  path,
})

const day = (at: number | null) => (at === null ? null : formatter('en', 'UTC').utc(at).slice(0, 10))

/** Writes the record beside what is known of that key already. */
async function keep(
  folder: string,
  key: RecoveredKey,
  originals: readonly Original[],
  isCompared: boolean,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${key.name}.txt`)
  const before = (await exists(path)) ? `${(await readFile(path, 'utf8')).trimEnd()}\n\n` : ''
  const hashes = originals
    .filter(({ name }) => key.originals.includes(name))
    .map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
  const lines = [
    '# Computed from originals by sillage keys recover; the dates are those of the originals.',
    `recovered_from: ${hashes.join(' ')}`,
    `compared_with_dump: ${isCompared ? 'yes' : 'no'}`,
    ...(key.from === null ? [] : [`first_seen: ${day(key.from)}`]),
    ...(key.to === null ? [] : [`last_seen: ${day(key.to)}`]),
    recordOf(key.key),
  ]
  await writeWhole(path, `${before}${lines.join('\n')}\n`)
  return path
}
