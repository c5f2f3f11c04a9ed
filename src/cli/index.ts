import { Command, CommanderError } from 'commander'
import { VERSION } from '../model/version.ts'
import { EXIT, ending } from './exit.ts'
import { interrupted } from './interrupt.ts'
import { narrate, oneLine } from './terminal.ts'

/** The commands, in the order in which help lists them; only the one that is asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  trace: async () => (await import('./trace.ts')).traceCommand,
  triage: async () => (await import('./triage.ts')).triageCommand,
  new: async () => (await import('./new.ts')).newCommand,
  add: async () => (await import('./add.ts')).addCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  remap: async () => (await import('./remap.ts')).remapCommand,
  run: async () => (await import('./run.ts')).runCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  open: async () => (await import('./open.ts')).openCommand,
  show: async () => (await import('./show.ts')).showCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  'import-case': async () => (await import('./import-case.ts')).importCaseCommand,
  coordinate: async () => (await import('./coordinate.ts')).coordinateCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
  decoys: async () => (await import('./decoys.ts')).decoysCommand,
  importers: async () => (await import('./lists.ts')).importersCommand,
  analyses: async () => (await import('./lists.ts')).analysesCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
}

/** Runs one command line; sets the exit code and returns when all is written. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('sillage')
    .description(
      'Traces how a leak spreads: who posted first, who passed it on, how fast, across which languages and platforms.\nOffline; every number opens down to its source row.',
    )
    .version(VERSION)
    .showHelpAfterError('(sillage --help lists the commands)')
    .exitOverride()
  process.on('SIGINT', interrupted)
  // A reader that closes early (head, less) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed),
  )
  const asked = args[0] !== undefined && Object.hasOwn(COMMANDS, args[0]) ? [args[0]] : Object.keys(COMMANDS)
  for (const name of asked) (await COMMANDS[name]?.())?.(program)
  for (const command of program.commands) command.exitOverride()
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
