import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { chainBreak } from './custody.ts'
import { configureCase, createCase, openCase } from './open.ts'
import { CaseProblem } from './problems.ts'
import { fixtures } from './testing.ts'

const { at, write } = fixtures()

test('a new case holds its configuration and one line of custody, and opens again as it is', async () => {
  const made = await createCase(at('new'), { about: ['#leak', 'the archive'], zone: 'Europe/Paris' })
  expect(made.config).toEqual({
    sillage: 1,
    title: '#leak',
    about: ['#leak', 'the archive'],
    windows: [],
    zone: 'Europe/Paris',
  })
  const opened = await openCase(at('new'))
  expect(opened.config).toEqual(made.config)
  expect(opened.custody).toEqual(made.custody)
  expect(opened.custody).toMatchObject([{ n: 1, event: 'created', config: made.config }])
})

test('a case without a subject is named after its folder', async () => {
  expect((await createCase(at('quiet'))).config).toMatchObject({ title: 'quiet', about: [] })
})

test('a case is not made over another', async () => {
  await createCase(at('twice'), { title: 'the first' })
  await expect(createCase(at('twice'), { title: 'the second' })).rejects.toThrow(/is a case already/)
  expect((await openCase(at('twice'))).config.title).toBe('the first')
})

test('a case is not made in a folder that holds other things', async () => {
  await mkdir(at('holiday'))
  await write('holiday/photo.jpg', 'beach')
  await expect(createCase(at('holiday'))).rejects.toThrow(CaseProblem)
  await expect(createCase(at('holiday'))).rejects.toThrow(/photo\.jpg/)
  expect(await readdir(at('holiday'))).toEqual(['photo.jpg'])
})

test('a case cut short while it was made is made by the next try', async () => {
  await createCase(at('short'), { title: 'first try' })
  await rm(at('short/case.json'))
  const made = await createCase(at('short'), { title: 'second try' })
  expect(chainBreak((await openCase(at('short'))).custody)).toBeNull()
  expect((await openCase(at('short'))).config).toEqual(made.config)
})

test('a case whose case.json was lost is not begun anew over its custody', async () => {
  const made = await createCase(at('lost'))
  await configureCase(made, { title: 'known by another name' })
  await rm(at('lost/case.json'))
  await expect(createCase(at('lost'))).rejects.toThrow(/has a custody log/)
  expect((await readFile(at('lost/custody.jsonl'), 'utf8')).split('\n')).toHaveLength(3)
})

test('a folder that is no case says what to do', async () => {
  await expect(openCase(at('nowhere'))).rejects.toThrow(/is not a case.*sillage new/)
  await mkdir(at('empty'))
  await expect(openCase(at('empty'))).rejects.toThrow(CaseProblem)
})

test('a case.json that cannot be read, or is of another version, is named', async () => {
  await createCase(at('bad'))
  await write('bad/case.json', '{"sillage": 1,')
  await expect(openCase(at('bad'))).rejects.toThrow(/case\.json is not valid JSON/)
  for (const text of ['{"sillage": 2}', 'null', '[]']) {
    await write('bad/case.json', text)
    await expect(openCase(at('bad')), text).rejects.toThrow(CaseProblem)
  }
})

test('a case without its custody log is a problem in words', async () => {
  await createCase(at('logless'))
  await rm(at('logless/custody.jsonl'))
  await expect(openCase(at('logless'))).rejects.toThrow(/custody log is missing/)
})

test('a change of subject is logged; no change is not', async () => {
  const made = await createCase(at('changed'), { about: ['#leak'] })
  const same = await configureCase(made, { about: ['#leak'] })
  expect(same.custody).toHaveLength(1)
  const other = await configureCase(same, { about: ['#leak', '#fuite'] })
  expect(other.custody).toMatchObject([{ event: 'created' }, { event: 'configured', n: 2 }])
  const opened = await openCase(at('changed'))
  expect(opened.config.about).toEqual(['#leak', '#fuite'])
  expect(opened.custody).toEqual(other.custody)
})
