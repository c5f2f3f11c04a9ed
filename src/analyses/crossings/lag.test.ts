import { expect, test } from 'vitest'
import { randomStream } from '../../kernels/random.ts'
import { lagOf } from './lag.ts'

/** The definition: each group's posts by themselves, and the ⌈n/10⌉-th of each. */
function defined(times: readonly number[], accounts: readonly number[], labels: readonly number[]): number {
  const tenth = (label: number) => {
    const own = times.filter((_, at) => labels[accounts[at] ?? 0] === label)
    return own[Math.ceil(own.length / 10) - 1]
  }
  const [to, from] = [tenth(1), tenth(0)]
  return to === undefined || from === undefined ? 0 : to - from
}

const lag = (times: readonly number[], accounts: readonly number[], labels: readonly number[]) =>
  lagOf(
    Float64Array.from(times),
    Uint32Array.from(accounts),
    Uint8Array.from(labels),
    Uint32Array.from(labels, (_, account) => accounts.filter(one => one === account).length),
  )

test('the lag is that of the tenths, whichever group comes first and however posts tie', () => {
  const random = randomStream('lag against its definition')
  const signs = new Set<number>()
  for (let round = 0; round < 300; round++) {
    const size = 1 + Math.floor(random() * 12)
    const posts = Math.floor(random() * 80)
    const times = Array.from({ length: posts }, () => Math.floor(random() * 60)).sort((a, b) => a - b)
    const accounts = times.map(() => Math.floor(random() * size))
    const labels = Array.from({ length: size }, () => (random() < 0.4 ? 1 : 0))
    const expected = defined(times, accounts, labels)
    signs.add(Math.sign(expected))
    expect(lag(times, accounts, labels), `${times} by ${accounts} of ${labels}`).toBe(expected)
  }
  expect(signs).toEqual(new Set([-1, 0, 1]))
})

test('where one group made no post there is no lag', () => {
  expect(lag([1, 2, 3], [0, 0, 0], [1])).toBe(0)
  expect(lag([1, 2, 3], [0, 0, 0], [0])).toBe(0)
})
