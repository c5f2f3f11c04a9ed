import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeDecoys } from './make.ts'
import { indexRegistry, matchStream } from './match.ts'

const { registry, files } = makeDecoys({
  secret: createHash('sha256').update('logins').digest(),
  count: 4,
  formats: ['txt', 'docx'],
  languages: ['en'],
  near: Date.UTC(2017, 4, 5),
  made: 0,
  pages: ['https://mail.example/a', 'https://mail.example/b'],
})
const index = indexRegistry(registry)
const [login, , , other] = registry.credentials
const { username = '', password = '' } = login ?? {}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const found = async (text: string | Uint8Array, size = 7) =>
  (await matchStream('log', inPieces(typeof text === 'string' ? Buffer.from(text) : text, size), index)).map(
    ({ id, what, line, times }) => [id, what, line, times],
  )

test('each page has logins of its own', () => {
  const all = registry.credentials.flatMap(({ username, password }) => [username, password])
  expect(new Set(all).size).toBe(12)
  expect(new Set(registry.credentials.map(({ page }) => page)).size).toBe(2)
})

const LOG = `GET / 200\nlogin failed for ${username} from 192.0.2.1\npassword=${password};\n`
const expected = [
  [login?.id, 'username', 2, 1],
  [login?.id, 'password', 3, 1],
]

test.each([
  ['UTF-8', Buffer.from(LOG)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${LOG}`)],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${LOG}`, 'utf16le')],
  ['UTF-16 without one', Buffer.from(LOG, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${LOG}`, 'utf16le').swap16()],
  ['UTF-32', Buffer.from([...LOG].flatMap(sign => [sign.charCodeAt(0), 0, 0, 0]))],
  ['Latin-1 with accents', Buffer.from(`é à ç\n${LOG}`.replace('GET / 200\n', ''), 'latin1')],
  ['gzip', gzipSync(LOG)],
  ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${LOG}`, 'utf16le'))],
  ['two gzips in a row', Buffer.concat([gzipSync(LOG.slice(0, 40)), gzipSync(LOG.slice(40))])],
])('a login is found in %s, however the stream is cut', async (_, bytes) => {
  for (const size of [1, 3, 64, 1 << 16]) expect(await found(bytes, size)).toEqual(expected)
})

test.each([
  ['a list of leaked logins', `${username}:${password}`],
  ['an address', `GET /in?u=${encodeURIComponent(username)}&p=${password} HTTP/1.1`],
  ['JSON', JSON.stringify({ u: username.toUpperCase(), p: password })],
  ['escaped JSON', `{"u":"${username.replace('@', '\\u0040')}","p":"${password}"}`],
  ['HTML', `<td>${username.replace('@', '&#64;')}</td><td>${password}</td>`],
  [
    'Basic authorisation',
    `Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
  ],
  ['the name alone before the host', `${username.split('@')[0]} ${password}`],
])('a login is found in %s', async (_, line) => {
  expect((await found(line)).map(([, what]) => what).sort()).toEqual(['password', 'username'])
})

test('it tells which page the login was typed into', async () => {
  const [match] = await matchStream('log', inPieces(Buffer.from(other?.password ?? ''), 5), index)
  expect(match).toMatchObject({ id: other?.id, detail: 'https://mail.example/b', line: 1 })
})

test('a password in another case, a part of one, and other people’s logins are nothing', async () => {
  const near = [
    password.toLowerCase(),
    password.slice(1),
    `${password}x`,
    'ann@ville.example',
    username.slice(2),
  ]
  expect(await found(near.join('\n'))).toEqual([])
})

test('a decoy is known by its bytes, and by what it says', async () => {
  const [txt, docx] = files
  const [first, second] = registry.decoys
  const kinds = new Set((await found(txt?.bytes ?? '', 4096)).map(([id, what]) => `${id} ${what}`))
  expect(kinds).toEqual(new Set([`${first?.id} fact`, `${first?.id} document`]))
  expect(await found(docx?.bytes ?? '', 4096)).toEqual([[second?.id, 'document', null, 1]])
})

test('damaged gzip is read as far as it goes, and an empty stream holds nothing', async () => {
  const packed = gzipSync(LOG.repeat(5000))
  const rest = await found(packed.subarray(0, packed.length - 40), 4096)
  expect(rest.map(([id, what]) => [id, what])).toEqual(expected.map(([id, what]) => [id, what]))
  expect(await found('')).toEqual([])
  expect(await found(Buffer.from([0x1f, 0x8b]))).toEqual([])
})

test('memory does not grow with a line that never ends', async () => {
  async function* endless() {
    for (let i = 0; i < 400; i++) yield Buffer.alloc(1 << 16, 0x61)
    yield Buffer.from(` ${password}\n`)
  }
  const matches = await matchStream('log', endless(), index)
  expect(matches.map(({ what }) => what)).toEqual(['password'])
})
