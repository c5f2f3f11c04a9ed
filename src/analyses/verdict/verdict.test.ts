import { expect, test } from 'vitest'
import { askDump, found } from '../testing.ts'
import { verdict } from './verdict.ts'

const plain = (text: string | undefined) => text?.replace(/[\s\u202f]/g, ' ')

test('Outlook items are counted among the messages and said to be beyond checking', async () => {
  const dump = [
    'a.eml: verdict=unknown | verdict_because=x | verdict_because_fr=x | dkim_verdict=UNSIGNED',
    'b.msg: verdict=unknown | verdict_because=x | verdict_because_fr=x | dkim_verdict=NOT-VERIFIABLE',
    'c.msg: verdict=unknown | verdict_because=x | verdict_because_fr=x | dkim_verdict=NOT-VERIFIABLE',
  ]
  const mail = async (lines: readonly string[]) =>
    found(await askDump(verdict, lines.join('\n'))).findings.find(({ id }) => id.startsWith('verdict-mail'))
  const all = await mail(dump)
  expect(plain(all?.claim.en)).toBe(
    'Of 3 messages, a signature vouches for 0 as a whole; of 0 it does not fit, and 1 carries none. 2 are Outlook items, which cannot be checked.',
  )
  expect(plain(all?.claim.fr)).toMatch(/2 sont des éléments Outlook, invérifiables\.$/)
  expect(all?.numbers).toMatchObject({ mails: 3, unverifiable: 2 })
  expect(plain((await mail(dump.slice(0, 1)))?.claim.en)).toMatch(/and 1 carries none\.$/)
})
