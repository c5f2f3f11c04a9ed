import { Command, CommanderError } from 'commander'
import { VERSION } from '../model/version.ts'
import { addCommand } from './add.ts'
import { checkCommand } from './check.ts'
import { demoCommand } from './demo.ts'
import { EXIT, ending } from './exit.ts'
import { exportCommand } from './export.ts'
import { importCaseCommand } from './import-case.ts'
import { interrupted } from './interrupt.ts'
import { analysesCommand, importersCommand } from './lists.ts'
import { newCommand } from './new.ts'
import { openCommand } from './open.ts'
import { remapCommand } from './remap.ts'
import { reportCommand } from './report.ts'
import { runCommand } from './run.ts'
import { showCommand } from './show.ts'
import { narrate, oneLine } from './terminal.ts'
import { traceCommand } from './trace.ts'
import { verifyCommand } from './verify.ts'
import { watchCommand } from './watch.ts'

/** The commands, in the order in which help lists them. */
const COMMANDS = [
  traceCommand,
  newCommand,
  addCommand,
  watchCommand,
  remapCommand,
  runCommand,
  reportCommand,
  openCommand,
  showCommand,
  checkCommand,
  verifyCommand,
  exportCommand,
  importCaseCommand,
  importersCommand,
  analysesCommand,
  demoCommand,
]

/** Runs one command line; sets the exit code and returns when all is written. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('sillage')
    .description(
      'Traces how a leak spreads: who posted first, who passed it on, how fast, across which languages and platforms.\nOffline; every number opens down to its source row.',
    )
    .version(VERSION)
    .showHelpAfterError('(sillage --help lists the commands)')
    .exitOverride()
  for (const command of COMMANDS) command(program)
  for (const command of program.commands) command.exitOverride()
  process.on('SIGINT', interrupted)
  // A reader that closes early (head, less) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed),
  )
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
    else {
      const { code, sentence } = ending(error)
      narrate(`sillage: ${oneLine(sentence)}`)
      if (process.env.SILLAGE_DEBUG) console.error(error)
      process.exitCode = code
    }
  }
}
