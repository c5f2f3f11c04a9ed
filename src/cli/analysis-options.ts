import type { Command } from 'commander'
import { analyses } from '../analyses/index.ts'
import type { Choices } from '../analyses/run-all.ts'
import type { Lang, ParamValue } from '../model/finding.ts'
import { UsageProblem } from './exit.ts'

/** `--volume-within 60,300`: a flag for every parameter of every analysis. */
export function analysisOptions(command: Command, lang: Lang = 'en'): Command {
  for (const analysis of analyses)
    for (const [name, param] of Object.entries(analysis.params)) {
      const unit = param.unit ? `, ${param.unit}` : ''
      command.option(
        `--${analysis.id}-${name} <value>`,
        `${param.help[lang]}${unit} (default: ${[param.default].flat().join(',')})`,
      )
    }
  return command
}

/** The parameter values among a command's flags. @throws UsageProblem */
export function choicesFrom(flags: Record<string, unknown>): Choices {
  const choices: Record<string, Record<string, ParamValue>> = {}
  for (const analysis of analyses)
    for (const [name, param] of Object.entries(analysis.params)) {
      const given = flags[camel(`${analysis.id}-${name}`)]
      if (typeof given !== 'string') continue
      choices[analysis.id] = {
        ...choices[analysis.id],
        [name]: valueLike(param.default, given, `--${analysis.id}-${name}`),
      }
    }
  return choices
}

function valueLike(model: ParamValue, given: string, flag: string): ParamValue {
  const number = (text: string) => {
    const n = Number(text)
    if (text.trim() === '' || !Number.isFinite(n))
      throw new UsageProblem(
        `${flag} takes ${Array.isArray(model) ? 'numbers' : 'a number'}, not '${given}'.`,
      )
    return n
  }
  if (Array.isArray(model)) {
    const items = given.split(',').map(item => item.trim())
    return typeof model[0] === 'number' ? items.map(number) : items
  }
  if (typeof model === 'number') return number(given)
  if (typeof model === 'boolean') return given !== 'false' && given !== 'no'
  return given
}

const camel = (text: string) => text.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
