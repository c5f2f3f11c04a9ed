import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { memory } from '../bytes.ts'
import { docFile, docxFile, mailFile, rtfFile } from '../testing/office.ts'
import { tarFile, type ZipMember, zipFile } from '../testing/zip.ts'
import { LIMITS, type Limits } from './limits.ts'
import { walk } from './walk.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sillage-walk-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** What a walk visits, a line each: `id format`, or `id !code`. */
async function walked(bytes: Buffer, name: string, limits: Partial<Limits> = {}): Promise<string[]> {
  const lines: string[] = []
  for await (const visited of walk(
    memory(bytes),
    { document: name, parent: null, name },
    { scratch, limits: { ...LIMITS, ...limits } },
  ))
    lines.push(
      'reading' in visited
        ? `${visited.document} ${visited.reading.format}`
        : `${visited.document} !${visited.code}`,
    )
  expect(readdirSync(scratch)).toEqual([])
  return lines
}

const mailbox = (...messages: Buffer[]) =>
  Buffer.concat(
    messages.flatMap(message => [
      Buffer.from('From ann Fri May  5 20:49:00 2017\n'),
      message,
      Buffer.from('\n\n'),
    ]),
  )

test('a dump is walked to the last attachment, and every document is named by its way in', async () => {
  const dump = zipFile([
    { name: 'mail/inbox.mbox', data: mailbox(mailFile(), mailFile()) },
    { name: 'plan.doc', data: docFile() },
    { name: 'more/inner.tar.gz', data: gzipSync(tarFile([{ name: 'a/b.rtf', data: rtfFile() }])) },
  ])
  expect(await walked(dump, 'dump.zip')).toEqual([
    'dump.zip zip',
    'dump.zip!/mail/inbox.mbox mbox',
    'dump.zip!/mail/inbox.mbox!/1 eml',
    'dump.zip!/mail/inbox.mbox!/1/План.rtf rtf',
    'dump.zip!/mail/inbox.mbox!/1/message.eml eml',
    'dump.zip!/mail/inbox.mbox!/2 eml',
    'dump.zip!/mail/inbox.mbox!/2/План.rtf rtf',
    'dump.zip!/mail/inbox.mbox!/2/message.eml eml',
    'dump.zip!/plan.doc doc',
    'dump.zip!/plan.doc!/ObjectPool/_1 ole2',
    'dump.zip!/more/inner.tar.gz gz',
    'dump.zip!/more/inner.tar.gz!/inner.tar tar',
    'dump.zip!/more/inner.tar.gz!/inner.tar!/a/b.rtf rtf',
  ])
})

test('a name that leads out is no place: the member is read where it is, and said', async () => {
  const names = ['../../etc/passwd', '/root/x.rtf', 'C:\\x.rtf', 'a/../../b.rtf', './c.rtf', '']
  const lines = await walked(zipFile(names.map(name => ({ name, data: rtfFile() }))), 'd.zip')
  expect(lines).toEqual([
    'd.zip zip',
    'd.zip!/etc/passwd !link',
    'd.zip!/etc/passwd rtf',
    'd.zip!/root/x.rtf !link',
    'd.zip!/root/x.rtf rtf',
    'd.zip!/C:/x.rtf !link',
    'd.zip!/C:/x.rtf rtf',
    'd.zip!/a/b.rtf !link',
    'd.zip!/a/b.rtf rtf',
    'd.zip!/c.rtf rtf',
    'd.zip!/unnamed rtf',
  ])
})

test('members of one name are two documents, and none can pass for another’s member', async () => {
  const twice = zipFile([
    { name: 'a.zip!/b.rtf', data: rtfFile() },
    { name: 'x.rtf', data: rtfFile() },
    { name: 'x.rtf', data: rtfFile() },
  ])
  expect(await walked(twice, 'd.zip')).toEqual([
    'd.zip zip',
    'd.zip!/a.zip!\u2215b.rtf rtf',
    'd.zip!/x.rtf rtf',
    'd.zip!/x.rtf#2 rtf',
  ])
})

test('links are never followed, in zip as in tar', async () => {
  expect(await walked(zipFile([{ name: 'l', data: '/etc/passwd', mode: 0o120777 }]), 'l.zip')).toEqual([
    'l.zip zip',
    'l.zip!/l !link',
  ])
  expect(
    await walked(
      tarFile([
        { name: 's', type: '2', link: '/etc/passwd' },
        { name: 'h', type: '1', link: 'x' },
        { name: 'p', type: '6' },
      ]),
      'l.tar',
    ),
  ).toEqual(['l.tar tar', 'l.tar!/s !link', 'l.tar!/h !link', 'l.tar!/p !unknown-method'])
})

describe('a bomb', () => {
  const zeros = Buffer.alloc(4 << 20)

  test('that unpacks to more than its size lets it is left', async () => {
    expect(
      await walked(
        zipFile([
          { name: 'zeros', data: zeros },
          { name: 'a.rtf', data: rtfFile() },
        ]),
        'b.zip',
        { ratioFrom: 1 << 20 },
      ),
    ).toEqual(['b.zip zip', 'b.zip!/zeros !bomb', 'b.zip!/a.rtf rtf'])
    expect(await walked(gzipSync(zeros, { level: 9 }), 'zeros.gz', { ratioFrom: 1 << 20 })).toEqual([
      'zeros.gz gz',
      'zeros.gz!/zeros !bomb',
    ])
  })

  test('that says it is small is stopped where it lied', async () => {
    expect(await walked(zipFile([{ name: 'zeros', data: zeros, says: { size: 1000 } }]), 'b.zip')).toEqual([
      'b.zip zip',
      'b.zip!/zeros !broken',
    ])
  })

  test('that says it unpacks to four gigabytes is left unopened', async () => {
    expect(await walked(zipFile([{ name: 'huge', data: 'x', says: { size: 0xfffffff0 } }]), 'b.zip')).toEqual(
      ['b.zip zip', 'b.zip!/huge !bomb'],
    )
  })

  test('whose members share their bytes is read once', async () => {
    const members: ZipMember[] = Array.from({ length: 20 }, (_, n) => ({
      name: `m${n}`,
      data: n === 0 ? docFile() : '',
      says: n === 0 ? {} : { offset: 0, size: docFile().length, packed: 600 },
    }))
    const lines = await walked(zipFile(members), 'o.zip')
    expect(lines.filter(line => line.endsWith('!overlap'))).toHaveLength(19)
  })

  test('of zips in zips ends where the limit is', async () => {
    let bomb = zipFile([{ name: 'a.rtf', data: rtfFile() }])
    for (let n = 0; n < 30; n++) bomb = zipFile([{ name: 'z.zip', data: bomb }])
    const lines = await walked(bomb, 'z.zip')
    expect(lines).toHaveLength(LIMITS.depth + 2)
    expect(lines.at(-1)).toMatch(/!too-deep$/)
  })

  test('of many members ends where the limit is', async () => {
    const many = zipFile(Array.from({ length: 50 }, (_, n) => ({ name: `${n}.rtf`, data: rtfFile() })))
    const lines = await walked(many, 'm.zip', { documents: 10 })
    expect(lines.filter(line => line.endsWith(' rtf')).length).toBeLessThan(12)
    expect(lines.at(-1)).toMatch(/!too-many$/)
  })
})

test('what is encrypted is said to be, by the zip’s flag and by a 7z whose header is enciphered', async () => {
  expect(await walked(zipFile([{ name: 'secret.doc', data: docFile(), flags: 1 }]), 'e.zip')).toEqual([
    'e.zip zip',
    'e.zip!/secret.doc !encrypted',
  ])
  const header = Buffer.concat([
    Buffer.from('17062400', 'hex'),
    Buffer.from('06f10701', 'hex'),
    Buffer.alloc(24),
  ])
  const start = Buffer.alloc(32)
  Buffer.from('377abcaf271c0004', 'hex').copy(start)
  start.writeBigUInt64LE(0n, 12)
  start.writeBigUInt64LE(BigInt(header.length), 20)
  expect(await walked(Buffer.concat([start, header]), 'e.7z')).toEqual(['e.7z 7z', 'e.7z !encrypted'])
})

test('a truncated archive gives what is there, and the rest its reason', async () => {
  const whole = zipFile([
    { name: 'a.rtf', data: rtfFile() },
    { name: 'b.docx', data: docxFile(), stored: true },
  ])
  const lines = await walked(whole.subarray(0, whole.length - 400), 't.zip')
  expect(lines[1]).toBe('t.zip!/a.rtf rtf')
  expect(await walked(tarFile([{ name: 'a.rtf', data: rtfFile() }]).subarray(0, 600), 't.tar')).toEqual([
    't.tar tar',
    't.tar!/a.rtf rtf',
    't.tar!/a.rtf (end) !broken',
  ])
})

test('an office file of which nothing can be read is still a document, with the reason', async () => {
  expect(await walked(docFile().subarray(0, 700), 'cut.doc')).toEqual(['cut.doc ole2', 'cut.doc !broken'])
})

test('names that say no encoding are read as UTF-8, Shift JIS, GBK, or code page 437', async () => {
  const name = async (bytes: Buffer) => (await walked(zipFile([{ name: bytes, data: 'x' }]), 'n.zip'))[1]
  expect(await name(Buffer.from('café', 'utf8'))).toBe('n.zip!/café text')
  expect(await name(Buffer.from([0x95, 0xb6, 0x8f, 0xcd, 0x31]))).toBe('n.zip!/文章1 text')
  expect(await name(Buffer.from([0xc9, 0xf3, 0xbc, 0xc6]))).toBe('n.zip!/审计 text')
  expect(await name(Buffer.from([0x63, 0x61, 0x66, 0x82]))).toBe('n.zip!/café text')
})
