import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { RegistryBroken } from '../problems.ts'
import { DECOY_FORMATS, makeDecoys } from './make.ts'
import { indexFacts, recognise } from './recognise.ts'
import { commitmentsOf, isProven, parseRegistry, prove, sealOf } from './registry.ts'

const SECRET = createHash('sha256').update('a test').digest()
const choices = {
  secret: SECRET,
  count: 28,
  formats: DECOY_FORMATS,
  languages: ['en', 'fr'] as const,
  near: Date.UTC(2017, 4, 5),
  made: Date.UTC(2017, 3, 1),
  pages: ['https://login.example/a', 'https://login.example/b'],
}
const made = makeDecoys(choices)
const { registry, files } = made
const parts = (bytes: Buffer) =>
  Object.entries(unzipSync(bytes)).map(([name, part]) => [name, Buffer.from(part).toString()] as const)
const isZip = (path: string) => /\.(docx|xlsx|odt)$/.test(path)

test('the same secret makes the same bytes, another makes others', () => {
  expect(makeDecoys(choices)).toEqual(made)
  const other = makeDecoys({ ...choices, secret: createHash('sha256').update('b').digest() })
  const hashes = new Set(registry.decoys.map(({ sha256 }) => sha256))
  expect(hashes.size).toBe(28)
  expect(other.registry.decoys.some(({ sha256 }) => hashes.has(sha256))).toBe(false)
})

test('decoys differ in size and structure', () => {
  const docx = files.filter(({ path }) => path.endsWith('.docx'))
  expect(new Set(docx.map(({ bytes }) => bytes.length)).size).toBe(docx.length)
  const shapes = registry.decoys.map(({ text }) => `${text.split('\n').length} ${text.length}`)
  expect(new Set(shapes).size).toBeGreaterThan(25)
})

test('every file is what its name says', () => {
  const begins: Record<string, string> = {
    docx: 'PK',
    xlsx: 'PK',
    odt: 'PK',
    rtf: '{\\rtf1',
    pdf: '%PDF-1.4',
  }
  for (const { path, bytes } of files) {
    const format = path.split('.').at(-1) ?? ''
    expect(bytes.toString('latin1').startsWith(begins[format] ?? ''), path).toBe(true)
    if (format === 'odt')
      expect(bytes.toString('latin1', 30, 77)).toBe('mimetypeapplication/vnd.oasis.opendocument.text')
    if (format === 'pdf') {
      const text = bytes.toString('latin1')
      const at = Number(/startxref\n(\d+)/.exec(text)?.[1])
      expect(text.slice(at, at + 4)).toBe('xref')
      for (const [i, [, offset]] of [...text.slice(at).matchAll(/^(\d{10}) 00000 n /gm)].entries())
        expect(text.slice(Number(offset)).startsWith(`${i + 1} 0 obj`)).toBe(true)
    }
    if (format === 'eml') expect(bytes.toString('latin1')).toMatch(/^Date: [^\r]+\r\nFrom: /)
  }
})

test('nothing in a decoy runs, links out or calls home', () => {
  for (const { path, bytes } of files) {
    const texts = isZip(path) ? parts(bytes) : [[path, bytes.toString('latin1')] as const]
    for (const [name, text] of texts) {
      expect(name).not.toMatch(/vbaProject|macros|embeddings|externalLink|\.bin$/i)
      // Names of XML vocabularies are addresses that no program fetches.
      const rest = text.replace(/(xmlns(:\w+)?|Type|ContentType)="[^"]*"/g, '')
      expect(rest, `${path} ${name}`).not.toMatch(
        /TargetMode|https?:|ftp:|file:|\\\\\\\\|<w:fld|instrText|INCLUDE|DDE|<f>/,
      )
      expect(rest, `${path} ${name}`).not.toMatch(
        /\/(URI|JavaScript|JS|OpenAction|AA|Launch|SubmitForm|EmbeddedFile)\b|\\object|\\field|<img|<!DOCTYPE|<!ENTITY/,
      )
    }
  }
})

test('facts survive a change of format, retyping and a crooked PDF', () => {
  const index = indexFacts(registry.decoys)
  const own = (text: string) => recognise(text, index).map(({ decoy }) => decoy)
  for (const { id, text } of registry.decoys) {
    expect(own(text)).toEqual([id])
    expect(own(text.toUpperCase().replace(/[\s,.;:€-]+/g, '   '))).toEqual([id])
    expect(own(text.replaceAll(' ', '\n'))).toEqual([id])
  }
  const { id, facts } = registry.decoys[0] ?? { id: '', facts: [] }
  const name = facts[0]?.value ?? ''
  const [first = '', last = ''] = name.split(' ')
  expect(own(`seen: ${last.toUpperCase()}, ${first}`)).toEqual([id])
  expect(own(`${first.slice(0, 3)}-\n${first.slice(3)} ${last}`)).toEqual([id])
  const amounts = facts
    .filter(({ kind }) => kind === 'amount')
    .map(({ value }) => value.replace(/[^\d]/g, ''))
  expect(
    own(
      amounts
        .map(digits => `${digits.slice(0, 3)} ${digits.slice(3, 6)},${digits.slice(6)} EUR`)
        .join(' and '),
    ),
  ).toEqual([id])
})

test('a date, a room or one amount alone is chance, and names no decoy', () => {
  const index = indexFacts(registry.decoys)
  const common = (kinds: string[]) =>
    registry.decoys
      .map(
        ({ facts }) =>
          facts.filter(({ kind }) => kinds.includes(kind)).slice(0, kinds.length)[0]?.value ?? '',
      )
      .flatMap(value => recognise(value, index))
  for (const kind of ['date', 'room', 'amount']) expect(common([kind])).toEqual([])
})

test('facts are read from the files themselves', () => {
  const index = indexFacts(registry.decoys)
  for (const [i, { path, bytes }] of files.entries()) {
    const raw = isZip(path)
      ? parts(bytes)
          .map(([, text]) => text.replace(/<[^>]+>/g, ' '))
          .join(' ')
      : bytes
          .toString('latin1')
          .replace(/=\r\n/g, '')
          .replace(/\) Tj T\*\n\(/g, ' ')
    expect(
      recognise(raw, index).map(({ decoy }) => decoy),
      path,
    ).toEqual([registry.decoys[i]?.id])
  }
})

test('the published seal proves one decoy and gives none away', () => {
  const [decoy] = registry.decoys
  const proof = prove(registry, decoy?.id ?? '')
  expect(isProven(proof, registry.seal)).toBe(true)
  expect(isProven({ ...proof, content: { ...proof.content, sha256: 'else' } }, registry.seal)).toBe(false)
  expect(isProven({ ...proof, commitments: [...proof.commitments, 'more'] }, registry.seal)).toBe(false)
  expect(isProven(proof, sealOf([]))).toBe(false)
  const told = JSON.stringify({ ...proof, content: null, salt: null })
  for (const { sha256, facts } of registry.decoys)
    for (const secret of [sha256, ...facts.map(f => f.value)]) expect(told).not.toContain(secret)
  // Without the salt the commitment cannot be found by trying the document.
  const resalted = registry.decoys.map(one => ({ ...one, salt: '00'.repeat(32) }))
  expect(commitmentsOf({ ...registry, decoys: resalted })[0]).not.toBe(proof.commitments[0])
  expect(prove(registry, registry.credentials[0]?.id ?? '').content).toMatchObject({
    page: 'https://login.example/a',
  })
  expect(() => prove(registry, 'decoy-0')).toThrow("There is no decoy 'decoy-0' in the registry.")
})

test('a registry that was changed after it was sealed is not believed', () => {
  expect(parseRegistry(JSON.stringify(registry), 'r')).toEqual(registry)
  const forged = {
    ...registry,
    decoys: registry.decoys.map((one, i) => (i ? one : { ...one, sha256: 'f'.repeat(64) })),
  }
  expect(() => parseRegistry(JSON.stringify(forged), 'r')).toThrow(RegistryBroken)
  for (const bad of [
    '',
    '{}',
    '[]',
    'null',
    '{"sillage_decoys":1,"seal":"","decoys":[null],"credentials":[]}',
  ])
    expect(() => parseRegistry(bad, 'r.json')).toThrow('r.json is not a registry of decoys')
})
