import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { memory } from '../bytes.ts'
import { readDocument } from '../read.ts'
import { msgFile } from '../testing/outlook.ts'
import { VisitedJudge } from '../verdict/judge-visited.ts'
import { LIMITS } from '../walk/limits.ts'
import { walk } from '../walk/walk.ts'
import { outlookVerdict } from './outlook-item.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sillage-outlook-'))
afterAll(() => rmSync(scratch, { recursive: true }))

test('an Outlook item’s signature is named, and said to be beyond checking', async () => {
  const { facts } = await readDocument(memory(msgFile()))
  const found = outlookVerdict(facts)
  expect(found).toMatchObject({
    verdict: 'NOT-VERIFIABLE',
    messageId: '<1@example.org>',
    signatures: [{ verdict: 'NOT-VERIFIABLE', domain: 'example.org' }],
  })
  expect(found?.because.map(({ en }) => en)).toEqual([
    'It is an Outlook item: its headers and its body are stored as properties, not as the bytes that were sent.',
    'The headers that it keeps name a signature of example.org.',
  ])
  expect(found?.proves.fr).toMatch(/ne garde pas les octets envoyés/)
})

test('a message without headers has the same verdict and names nobody; what is no message has none', () => {
  expect(outlookVerdict([{ name: 'mail_class', value: 'IPM.Note' }])).toMatchObject({
    verdict: 'NOT-VERIFIABLE',
    signatures: [],
    because: [{}],
  })
  expect(outlookVerdict([{ name: 'mail_class', value: 'IPM.Appointment' }])).toBeNull()
  expect(outlookVerdict([])).toBeNull()
})

test('the walk gives the verdict and its reasons as facts, of enclosed items too', async () => {
  const judge = new VisitedJudge({ keys: [], decoys: null, originals: null })
  const told = new Map<string, string[]>()
  for await (const visited of walk(
    memory(msgFile()),
    { document: 'a.msg', parent: null, name: 'a.msg' },
    { scratch, limits: LIMITS },
  ))
    if ('reading' in visited) {
      judge.judge(visited, null)
      const facts = visited.reading.facts.filter(({ name }) =>
        /^(dkim_(verdict|because)|verdict)$/.test(name),
      )
      told.set(
        visited.document,
        facts.map(({ value }) => value.slice(0, 22)),
      )
    }
  expect(Object.fromEntries(told)).toEqual({
    'a.msg': ['NOT-VERIFIABLE', 'It is an Outlook item:', 'The headers that it ke', 'unknown'],
    'a.msg/note.rtf': ['unknown'],
    'a.msg/attachment 00000001': ['NOT-VERIFIABLE', 'It is an Outlook item:', 'unknown'],
  })
})
