import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readKeyArchive } from './key-archive.ts'

const RECORD = 'v=DKIM1; k=rsa; p=AAAA'
const NAME = 'may._domainkey.ville.example'

async function archive(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-keys-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const { keys, problems } = await readKeyArchive(folder)
  return { keys, problems: problems.map(problem => problem.slice(folder.length + 1)) }
}

test('a text file holds several keys of a selector, each with its dates', async () => {
  const { keys, problems } = await archive({
    [`${NAME}.txt`]: `# kept by hand\nfirst_seen: 2015-01-01\nlast_seen: 2016-12-31\nprivate_key_published: 2018-02-01T12:00:00Z\n${RECORD}\n\nrecovered_from: abc\n"v=DKIM1; k=rsa; " "p=BBBB"\n`,
    'README.md': 'not a key',
  })
  expect(problems).toEqual([])
  expect(keys.get(NAME)).toMatchObject([
    {
      record: RECORD,
      firstSeen: Date.UTC(2015, 0, 1),
      lastSeen: Date.UTC(2017, 0, 1) - 1,
      privateKeyPublished: Date.UTC(2018, 1, 1, 12),
      isRecovered: false,
    },
    { record: 'v=DKIM1; k=rsa; p=BBBB', firstSeen: null, lastSeen: null, isRecovered: true },
  ])
})

test('what dig prints is a record', async () => {
  const { keys } = await archive({
    [`${NAME}.txt`]: `;; ANSWER SECTION:\n${NAME}. 300 IN TXT "v=DKIM1; k=rsa; "\n "p=AAAA"\n`,
    'two._domainkey.ville.example': `two._domainkey.ville.example. IN TXT ${RECORD}`,
  })
  expect(keys.get(NAME)?.[0]?.record).toBe(RECORD)
  expect(keys.get('two._domainkey.ville.example')?.[0]?.record).toBe(RECORD)
})

test('JSON holds keys as DNS tools dump them, as public archives list them, and one a line', async () => {
  const { keys, problems } = await archive({
    'a.json': JSON.stringify({
      'A._domainkey.ville.example': { TXT: [['v=DKIM1; k=rsa; ', 'p=AAAA']] },
      'b._domainkey.ville.example': [{ record: RECORD, last_seen: '2017-05-05' }, RECORD],
      'ville.example': { TXT: [['v=spf1']] },
    }),
    'b.json': JSON.stringify([
      { domain: 'Ville.example', selector: 'c', firstSeenAt: '2016-01-01T00:00:00Z', value: RECORD },
    ]),
    'c.jsonl': `${JSON.stringify({ name: 'd._domainkey.ville.example', txt: RECORD })}\n{broken\n`,
  })
  expect([...keys.keys()].map(name => name.split('.')[0])).toEqual(['a', 'b', 'c', 'd'])
  expect(keys.get('a._domainkey.ville.example')?.[0]?.record).toBe(RECORD)
  expect(keys.get('b._domainkey.ville.example')).toMatchObject([
    { lastSeen: Date.UTC(2017, 4, 6) - 1 },
    { lastSeen: null },
  ])
  expect(keys.get('c._domainkey.ville.example')?.[0]?.firstSeen).toBe(Date.UTC(2016, 0, 1))
  expect(problems).toEqual(['c.jsonl: line 2 is not JSON.'])
})

test('a date that cannot be read leaves its key out and is said: a key without its end would prove too much', async () => {
  const { keys, problems } = await archive({
    [`${NAME}.txt`]: `last_seen: 31/12/2016\n${RECORD}`,
    'a.json': JSON.stringify([
      { name: NAME, record: RECORD, last_seen: 'never' },
      7,
      { name: 'x', record: RECORD },
    ]),
  })
  expect(keys.size).toBe(0)
  expect(problems).toHaveLength(4)
})

test('a folder that is not there is said', async () => {
  await expect(readKeyArchive('/nowhere/keys')).rejects.toThrow(
    '/nowhere/keys: there is no such folder of keys.',
  )
})
