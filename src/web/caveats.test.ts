import { expect, test } from 'vitest'
import type { Finding } from '../model/index.ts'
import { sharedCaveats } from './caveats.tsx'

const carrying = (...caveats: string[]) =>
  ({ caveats: caveats.map(text => ({ en: text, fr: text })) }) as Finding // nothing else of it is looked at

test('what all findings do not say is said once; what two of many do not say stays with them', () => {
  const shared = sharedCaveats([
    carrying('deleted', 'late'),
    carrying('deleted', 'late'),
    carrying('deleted', 'short', 'errs'),
    carrying('deleted', 'errs'),
    carrying('deleted', 'errs'),
  ])
  expect(shared.map(({ caveat, all }) => [caveat.en, all])).toEqual([
    ['deleted', true],
    ['errs', false],
  ])
})

test('a finding that is alone keeps its own', () => {
  expect(sharedCaveats([carrying('deleted')])).toEqual([])
})
