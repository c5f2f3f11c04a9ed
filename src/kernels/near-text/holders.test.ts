import { expect, test } from 'vitest'
import { PassageHolders } from './holders.ts'

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `word${from + n}`).join(' ')

test('a passage of twelve words leads to every text that holds it, wherever it stands in them', () => {
  const holders = new PassageHolders()
  for (let at = 0; at < 40; at++)
    holders.add(`${words(1000 * at, at)} ${words(7, 12)} ${words(-1000 * at - 500, 30)}`)
  expect(holders.leads(`see: ${words(7, 12)}!`, 100).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, n) => n),
  )
})

test('fewer than eight words in a row lead nowhere', () => {
  const holders = new PassageHolders()
  holders.add(words(0, 60))
  expect(holders.leads(`${words(0, 7)} or else ${words(20, 7)} or else ${words(40, 7)}`, 100)).toEqual([])
})

test('who holds most comes first, and what too many hold leads to none of them', () => {
  const holders = new PassageHolders()
  holders.add(words(0, 12))
  holders.add(words(0, 40))
  for (let n = 0; n < 5; n++) holders.add(`${words(200, 20)} ${words(1000 * (n + 1), 30)}`)
  expect(holders.leads(words(0, 40), 4)).toEqual([1, 0])
  expect(holders.leads(words(200, 20), 4)).toEqual([])
  expect(holders.leads(words(200, 20), 5)).toHaveLength(5)
})

test('capitals, punctuation and look-alike letters make no difference, scripts without blanks are read', () => {
  const holders = new PassageHolders()
  holders.add('Das Geld wurde am Montag in Bar bezahlt, und niemand soll es in die Bücher schreiben.')
  holders.add('本文件记录了竞选办公室在三月份的全部支出情况以及尚未支付的发票清单和联系人姓名')
  expect(
    holders.leads('DAS GELD WURDE AM MONTAG in bar bezahlt und niemand soll es in die Bücher schreiben', 9),
  ).toEqual([0])
  expect(holders.leads('看：竞选办公室在三月份的全部支出情况以及尚未支付的发票清单和联系人姓名', 9)).toEqual([
    1,
  ])
})

test('two texts share of the shorter one what stands in passages of both, and a form is shared by nobody', () => {
  const holders = new PassageHolders()
  holders.add(words(0, 200))
  holders.add(`${words(0, 100)} ${words(5000, 100)}`)
  holders.add(words(9000, 100))
  holders.add(words(0, 50))
  const shares = (most: number) => {
    const found: Record<string, number> = {}
    holders.pairs(most, (one, other, share) => {
      found[`${one} ${other}`] = share
    })
    return found
  }
  expect(Object.keys(shares(10)).toSorted()).toEqual(['0 1', '0 3', '1 3'])
  expect(shares(10)['0 1']).toBeCloseTo(0.5, 1)
  expect(shares(10)['0 3']).toBeGreaterThan(0.9)
  // What three hold, more than two hold: the first two share only what the third has not.
  expect(shares(2)['0 1']).toBeCloseTo(0.25, 1)
  expect(shares(2)['0 3']).toBeUndefined()
})

test('no text, no words', () => {
  const holders = new PassageHolders()
  expect(holders.leads(words(0, 30), 9)).toEqual([])
  holders.add('')
  expect(holders.leads('', 9)).toEqual([])
})
