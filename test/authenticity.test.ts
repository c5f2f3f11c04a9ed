import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeMail } from '../src/documents/authenticity/judge.ts'
import { readKeyArchive } from '../src/documents/authenticity/key-archive.ts'
import { recordOf, signMail } from '../src/documents/authenticity/sign.ts'
import { sillageHere as run, sillage } from './command.ts'

let folder = ''
const at = (...names: string[]) => join(folder, ...names)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-authenticity-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('keys recover', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 17 })
  const mail = (n: number) =>
    signMail(
      `Received: from a by b; Fri, ${n} May 2017 12:00:00 +0000\nFrom: Ann <ann@ville.example>\nSubject: ${n}\nMessage-ID: <${n}@ville.example>\n\nHello ${n}\n`,
      { key: privateKey, domain: 'ville.example', selector: 'lost', names: ['from', 'subject'] },
    )
  beforeAll(async () => {
    await mkdir(at('mine'))
    await mkdir(at('leak'))
    for (const n of [3, 4, 5]) await writeFile(at('mine', `${n}.eml`), mail(n))
    await writeFile(at('leak', '5.eml'), Buffer.concat([Buffer.from('X-Seen: 1\r\n'), mail(5)]))
    await writeFile(at('leak', '6.eml'), mail(6))
  })

  test('it keeps the exact key, with its dates and where it comes from, so that triage judges with it', async () => {
    const args = [
      'keys',
      'recover',
      at('mine', '3.eml'),
      at('mine', '4.eml'),
      '--dump',
      at('leak'),
      '-o',
      at('keys'),
    ]
    const { code, stdout, stderr } = await run([...args, '--json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      [
        {
          name: 'lost._domainkey.ville.example',
          record: recordOf(publicKey),
          bits: 1024,
          exponent: 17,
          first_seen: '2017-05-03',
          last_seen: '2017-05-04',
        },
      ],
    ])
    expect(stderr).toContain('Next: sillage triage')
    expect(await readFile(at('keys', 'lost._domainkey.ville.example.txt'), 'utf8')).toMatch(
      /^# Computed from originals.*\nrecovered_from: [0-9a-f]{64} [0-9a-f]{64}\ncompared_with_dump: yes\nfirst_seen: 2017-05-03\nlast_seen: 2017-05-04\nv=DKIM1; k=rsa; p=\S+\n$/,
    )
    const { keys } = await readKeyArchive(at('keys'))
    const { verdict, because } = judgeMail(mail(4), { keys })
    expect([verdict, because[0]?.en]).toEqual([
      'ANCHORED-PASS',
      'Its key was computed from trusted originals, not seen in the DNS.',
    ])
    // The archive saw it on two days only; on a third it does not vouch for the time.
    expect(judgeMail(mail(9), { keys }).verdict).toBe('PARTIAL-PASS')
  })

  test('it refuses what comes from the dump, with code 5', async () => {
    for (const given of [at('leak', '6.eml'), at('mine', '5.eml')]) {
      const { code, stdout, stderr } = await run([
        'keys',
        'recover',
        at('mine', '3.eml'),
        given,
        '--dump',
        at('leak'),
      ])
      expect([code, stdout]).toEqual([5, ''])
      expect(stderr).toContain('two forgeries would give the forger’s key')
    }
  })

  test('it says when nothing was compared, and when there is no key', async () => {
    const { code, stdout, stderr } = await run(['keys', 'recover', at('mine', '3.eml'), at('mine', '4.eml')])
    expect(code).toBe(0)
    expect(stdout).toContain(recordOf(publicKey))
    expect(stderr).toContain('Unchecked')
    expect((await run(['keys', 'recover', at('mine', '3.eml')])).code).toBe(2)
    expect(await run(['keys', 'recover', at('mine', '3.eml'), at('mine', '3.eml')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('No two of these messages'),
    })
    expect(await run(['keys', 'recover', at('mine', '3.eml'), at('nowhere.eml')])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no such file'),
    })
  })
})

describe('decoys', () => {
  test('made, sealed, found again and proved', async () => {
    const made = await run([
      'decoys',
      'make',
      '-o',
      at('d'),
      '--count',
      '9',
      '--day',
      '2017-05-05',
      '--page',
      'https://login.example/',
      '--json',
    ])
    expect(made.code).toBe(0)
    const { seal, decoys, logins, registry } = JSON.parse(made.stdout)
    expect([decoys.length, logins]).toEqual([9, 3])
    expect((await stat(registry)).mode & 0o077).toBe(0)
    expect(JSON.parse(await readFile(at('d', 'seal.json'), 'utf8')).seal).toBe(seal)
    expect(await readFile(at('d', 'seal.json'), 'utf8')).not.toMatch(/login|decoy-/)

    const { credentials } = JSON.parse(await readFile(registry, 'utf8'))
    await mkdir(at('logs'))
    await writeFile(
      at('logs', 'auth.log.gz'),
      gzipSync(`ok\nfailed ${credentials[1].username} ${credentials[1].password}\n`),
    )
    const found = await run(['decoys', 'match', at('logs'), decoys[0], '--registry', registry, '--json'])
    expect(JSON.parse(found.stdout)).toMatchObject([
      { id: credentials[1].id, what: 'username', detail: 'https://login.example/', line: 2 },
      { id: credentials[1].id, what: 'password', line: 2 },
      ...JSON.parse(found.stdout).slice(2),
    ])
    const { id } = JSON.parse(found.stdout).find(({ what }: { what: string }) => what === 'document')

    const proof = await run(['decoys', 'prove', id, '--registry', registry])
    await writeFile(at('proof.json'), proof.stdout)
    expect(await run(['decoys', 'check', at('proof.json'), decoys[0], '--seal', seal])).toMatchObject({
      code: 0,
      stdout: 'Sealed. It was registered when the seal was made.\nThe file is the decoy, byte for byte.\n',
    })
    expect((await run(['decoys', 'check', at('proof.json'), decoys[1], '--seal', seal])).code).toBe(4)
    expect((await run(['decoys', 'check', at('proof.json'), '--seal', 'f'.repeat(64)])).code).toBe(4)
  })

  test('nothing found is an empty list, and a registry is never overwritten', async () => {
    await writeFile(at('quiet.log'), 'nothing here\n')
    const quiet = await run([
      'decoys',
      'match',
      at('quiet.log'),
      '--registry',
      at('d', 'registry.json'),
      '--json',
    ])
    expect([quiet.code, quiet.stdout]).toEqual([0, '[]\n'])
    const before = await readFile(at('d', 'registry.json'), 'utf8')
    expect((await run(['decoys', 'make', '-o', at('d')])).code).toBe(2)
    expect(await readFile(at('d', 'registry.json'), 'utf8')).toBe(before)
  })

  test('the same secret makes the same decoys', async () => {
    await writeFile(at('secret'), 'long and random')
    for (const name of ['e', 'f'])
      expect(
        (
          await run([
            'decoys',
            'make',
            '-o',
            at(name),
            '--count',
            '7',
            '--secret',
            at('secret'),
            '--day',
            '2017-05-05',
          ])
        ).code,
      ).toBe(0)
    expect(await readFile(at('e', 'registry.json'))).toEqual(await readFile(at('f', 'registry.json')))
    for (const file of await readdir(at('e', 'decoys')))
      expect(await readFile(at('e', 'decoys', file))).toEqual(await readFile(at('f', 'decoys', file)))
  })

  test('a changed registry is a mismatch, and wrong words are wrong usage', async () => {
    const text = await readFile(at('d', 'registry.json'), 'utf8')
    await writeFile(at('forged.json'), text.replace(/"sha256": "../, '"sha256": "00'))
    expect(await run(['decoys', 'match', at('quiet.log'), '--registry', at('forged.json')])).toMatchObject({
      code: 4,
      stdout: '',
    })
    for (const args of [
      ['make'],
      ['make', '-o', at('g'), '--formats', 'exe'],
      ['make', '-o', at('g'), '--count', '-1'],
      ['match', at('nowhere'), '--registry', at('d', 'registry.json')],
    ])
      expect((await run(['decoys', ...args])).code, args.join(' ')).toBe(2)
    expect((await run(['decoys', 'match', at('quiet.log'), '--registry', at('quiet.log')])).code).toBe(1)
  })
})

test('with every socket refused, keys are recovered, decoys made, found and proved, and a dump judged by both', async () => {
  const calls = at('calls')
  const cut = (...args: string[]) =>
    sillage(args, {
      env: {
        NODE_OPTIONS: `--import ${new URL('./no-network.mjs', import.meta.url).href}`,
        SILLAGE_CALLS: calls,
      },
    })
  const registry = at('h', 'registry.json')
  const made = await cut(
    'decoys',
    'make',
    '-o',
    at('h'),
    '--count',
    '7',
    '--page',
    'https://login.example/',
    '--json',
  )
  expect(made.code).toBe(0)
  const { decoys, seal } = JSON.parse(made.stdout)
  const found = await cut('decoys', 'match', at('h', 'decoys'), '--registry', registry, '--json')
  const { id } = JSON.parse(found.stdout).find(({ what }: { what: string }) => what === 'document')
  await writeFile(at('cut-proof.json'), (await cut('decoys', 'prove', id, '--registry', registry)).stdout)
  expect((await cut('decoys', 'check', at('cut-proof.json'), '--seal', seal)).code).toBe(0)
  const recovered = await cut(
    'keys',
    'recover',
    at('mine', '3.eml'),
    at('mine', '4.eml'),
    '-o',
    at('cut-keys'),
  )
  expect(recovered.code).toBe(0)

  await mkdir(at('cut-leak'))
  await writeFile(at('cut-leak', '3.eml'), await readFile(at('mine', '3.eml')))
  await writeFile(at('cut-leak', 'planted.bin'), await readFile(decoys[0]))
  const triaged = await cut(
    'triage',
    at('cut-leak'),
    '--keys',
    at('cut-keys'),
    '--decoys',
    registry,
    '-o',
    at('cut-case'),
  )
  expect([triaged.code, triaged.stderr]).toEqual([0, expect.not.stringContaining('network is cut')])
  expect(triaged.stdout).toMatch(/Of 2 documents, 1 is planted, 1 is authentic/)
  // What was loaded is the cut itself, in the commands and in the readers of the dump; nothing tried to get out.
  const written = (await readFile(calls, 'utf8')).trim().split('\n')
  expect(written.length).toBeGreaterThan(6)
  expect(new Set(written)).toEqual(new Set(['loaded']))
}, 120_000)
