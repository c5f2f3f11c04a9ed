import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { nearText } from './near-text.ts'

const folder = '../shared/data/texts'

describe.skipIf(!existsSync(folder))('on the MinHash tutorial’s articles', () => {
  test.each([100, 1000])('every true pair among %i is found and no other', size => {
    const lines = gunzipSync(readFileSync(`${folder}/articles_${size}.train.gz`))
      .toString()
      .trim()
      .split('\n')
    const ids = lines.map(line => line.slice(0, line.indexOf(' ')))
    const { group } = nearText(lines.map(line => line.slice(line.indexOf(' ') + 1)))
    const pairs = ids.flatMap((id, a) =>
      ids
        .slice(a + 1)
        .flatMap((other, b) => (group[a] !== -1 && group[a] === group[a + 1 + b] ? [pair(id, other)] : [])),
    )
    const truth = readFileSync(`${folder}/articles_${size}.truth`, 'utf8').trim().split('\n')
    expect(pairs.sort()).toEqual(truth.map(line => pair(...(line.split(' ') as [string, string]))).sort())
  })
})

const pair = (one: string, other: string) => [one, other].sort().join(' ')
