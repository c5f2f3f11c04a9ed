import type { Command } from 'commander'
import { createCase } from '../case/open.ts'
import { type Common, choiceFrom, commonOptions, type SubjectFlags, subjectOptions } from './options.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

export function newCommand(program: Command): void {
  const command = program
    .command('new')
    .description('make an empty case')
    .argument('<dir>', "the case's folder")
    .action(async (dir: string, flags: Common & SubjectFlags) => {
      const given = await createCase(dir, choiceFrom(flags))
      if (flags.json) printJson({ case: given.dir, ...given.config })
      else print(`${bold('Case')}  ${oneLine(given.dir)}`)
      narrate(`\nNext: sillage add FILE… --case ${oneLine(dir)}`)
    })
  subjectOptions(commonOptions(command))
}
