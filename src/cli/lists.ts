import type { Command } from 'commander'
import { analyses } from '../analyses/index.ts'
import { importers } from '../importers/index.ts'
import { type Common, commonOptions } from './options.ts'
import { bold, faint, print, printJson } from './terminal.ts'

export function importersCommand(program: Command): void {
  commonOptions(program.command('importers').description('the formats that can be read')).action(
    (flags: Common) => {
      if (flags.json) return printJson(importers.map(({ id, title }) => ({ id, title })))
      for (const { id, title } of importers) print(`${bold(id.padEnd(12))} ${title}`)
    },
  )
}

export function analysesCommand(program: Command): void {
  commonOptions(
    program.command('analyses').description('the questions that can be asked, and their parameters'),
  ).action((flags: Common) => {
    const lang = flags.lang ?? 'en'
    if (flags.json)
      return printJson(
        analyses.map(({ id, question, params, needs, method }) => ({ id, question, params, needs, method })),
      )
    for (const { id, question, params, needs } of analyses) {
      print(`${bold(id.padEnd(12))} ${question[lang]}`)
      for (const [name, param] of Object.entries(params))
        print(
          `             --${id}-${name} ${faint(`${param.help[lang]}${param.unit ? `, ${param.unit}` : ''} (${[param.default].flat().join(',')})`)}`,
        )
      if (needs.length > 0) print(faint(`             needs ${needs.join(', ')}`))
    }
  })
}
