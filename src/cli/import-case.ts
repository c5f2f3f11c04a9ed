import type { Command } from 'commander'
import { importCase } from '../exporters/import-case.ts'
import { formatter } from '../words/format.ts'
import { EXIT } from './exit.ts'
import { type Common, commonOptions } from './options.ts'
import { bold, narrate, oneLine, print, printJson, progress } from './terminal.ts'

interface Flags extends Common {
  out: string
}

/** A case from the RO-Crate that `export ro-crate` wrote, with every hash checked first. */
export function importCaseCommand(program: Command): void {
  const command = program
    .command('import-case')
    .description('make a case of an RO-Crate that sillage export wrote, every hash checked')
    .argument('<dir>', "the crate's folder, with ro-crate-metadata.json in it")
    .requiredOption('-o, --out <dir>', "the new case's folder")
    .action(async (dir: string, flags: Flags) => {
      const bar = progress('import-case')
      const made = await importCase(dir, flags.out, (done, total) => bar.at(done, total, 'checking')).finally(
        () => bar.stop(),
      )
      const { case: given, files, withheld } = made
      if (flags.json) printJson({ case: given.dir, files, withheld, custody: given.custody.at(-1)?.hash })
      else {
        print(
          `${bold('Case')}  ${oneLine(given.dir)}   (${formatter('en', 'UTC').number(files)} files, each as the crate and the custody log say)`,
        )
        if (withheld.length > 0)
          print(
            `${withheld.length} ${withheld.length === 1 ? 'source was' : 'sources were'} left out of the crate: ${withheld.map(oneLine).join(', ')}`,
          )
      }
      narrate(
        `\nNext: sillage report --case ${oneLine(flags.out)}   (write the page; sillage run makes the findings anew from the tables)`,
      )
      process.exitCode = EXIT.done
    })
  commonOptions(command)
}
