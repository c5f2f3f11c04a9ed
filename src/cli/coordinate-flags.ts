import { InvalidArgumentError } from 'commander'
import { KINDS } from './coordinate-read.ts'

export function kinds(value: string): string[] {
  const asked = value.split(',').map(kind => kind.trim())
  const unknown = asked.find(kind => !KINDS.some(known => known === kind))
  if (unknown !== undefined) throw new InvalidArgumentError(`'${unknown}' is none of ${KINDS.join(', ')}.`)
  return [...new Set(asked)]
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  '': 1000,
  min: 60_000,
  m: 60_000,
  h: 3_600_000,
}

export function duration(value: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|)$/.exec(value.trim()) ?? []
  const ms = Number(number) * (UNITS[unit] ?? Number.NaN)
  if (number === '' || !Number.isFinite(ms))
    throw new InvalidArgumentError('say a time such as 60s, 500ms, 5min or 1h.')
  return ms
}

export function whole(value: string): number {
  const n = Number(value)
  if (!Number.isInteger(n) || n < 0 || value.trim() === '')
    throw new InvalidArgumentError('say a whole number.')
  return n
}

export function share(value: string): number {
  const n = Number(value)
  if (!(n >= 0 && n <= 1)) throw new InvalidArgumentError('say a number from 0 to 1.')
  return n
}
