import { createHash, createHmac } from 'node:crypto'
import { DecoyProblem, RegistryBroken } from '../problems.ts'
import type { Credential } from './credentials.ts'
import type { SeededFact } from './seeded-facts.ts'

/** A decoy as the registry remembers it. */
export interface RegisteredDecoy {
  id: string
  /** Path within the folder of decoys. */
  file: string
  format: string
  bytes: number
  sha256: string
  facts: readonly SeededFact[]
  /** Its whole text, to recognise what was made of it. */
  text: string
  /** 32 random-looking bytes in hex, known to the registry alone until it reveals them. */
  salt: string
}

/** Who holds it can tell decoys from documents: keep it away from what might leak. */
export interface DecoyRegistry {
  sillage_decoys: 1
  made: string
  /** In hex; everything was drawn from it. */
  secret: string
  decoys: readonly RegisteredDecoy[]
  credentials: readonly Credential[]
  /** Over the commitments of all decoys and credentials; can be published in advance. */
  seal: string
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** Hides what is committed to until the salt is told: the salt has 256 bits, so no guess at the content can be tried. */
const commitment = (salt: string, content: unknown): string =>
  createHmac('sha256', Buffer.from(salt, 'hex')).update(JSON.stringify(content)).digest('hex')

/** What of a decoy is committed to. */
const committedDecoy = ({ id, format, sha256, facts }: Omit<RegisteredDecoy, 'salt'>) => ({
  id,
  format,
  sha256,
  facts: facts.map(({ kind, value }) => ({ kind, value })),
})
const committedCredential = ({ id, page, username, password }: Omit<Credential, 'salt'>) => ({
  id,
  page,
  username,
  password,
})

export const commitmentsOf = ({
  decoys,
  credentials,
}: Pick<DecoyRegistry, 'decoys' | 'credentials'>): string[] => [
  ...decoys.map(decoy => commitment(decoy.salt, committedDecoy(decoy))),
  ...credentials.map(credential => commitment(credential.salt, committedCredential(credential))),
]

/** One hash over all commitments. It tells nothing of any decoy, not even whether a document is one. */
export const sealOf = (commitments: readonly string[]): string =>
  sha256(`sillage decoys 1\n${commitments.join('\n')}\n`)

/** A registry from its file. @throws DecoyProblem, RegistryBroken where it was changed since it was sealed */
export function parseRegistry(text: string, name: string): DecoyRegistry {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new DecoyProblem(`${name} is not a registry of decoys: it is not JSON.`)
  }
  if (!isRegistry(value))
    throw new DecoyProblem(`${name} is not a registry of decoys; sillage decoys make writes one.`)
  if (sealOf(commitmentsOf(value)) !== value.seal)
    throw new RegistryBroken(`${name}: the seal does not fit; the registry was changed after it was sealed.`)
  return value
}

/** The shape alone; that the values are the sealed ones, the seal tells. */
const isRegistry = (value: unknown): value is DecoyRegistry =>
  typeof value === 'object' &&
  value !== null &&
  'sillage_decoys' in value &&
  value.sillage_decoys === 1 &&
  'seal' in value &&
  typeof value.seal === 'string' &&
  'decoys' in value &&
  Array.isArray(value.decoys) &&
  value.decoys.every(
    decoy => typeof decoy?.id === 'string' && typeof decoy.salt === 'string' && Array.isArray(decoy.facts),
  ) &&
  'credentials' in value &&
  Array.isArray(value.credentials) &&
  value.credentials.every(
    credential => typeof credential?.username === 'string' && typeof credential.salt === 'string',
  )

/** What is told of one decoy or credential, so that anyone can check that it was sealed, and no other is given away. */
export interface Proof {
  sillage_proof: 1
  seal: string
  commitments: readonly string[]
  content: Readonly<Record<string, unknown>>
  salt: string
}

/** Whether a value read from a file has the shape of a proof. */
export const isProof = (value: unknown): value is Proof =>
  typeof value === 'object' &&
  value !== null &&
  'commitments' in value &&
  Array.isArray(value.commitments) &&
  value.commitments.every(one => typeof one === 'string') &&
  'salt' in value &&
  typeof value.salt === 'string' &&
  'content' in value &&
  typeof value.content === 'object' &&
  value.content !== null

/** The proof that a decoy or credential was registered when the seal was published. @throws DecoyProblem for an unknown id */
export function prove(registry: DecoyRegistry, id: string): Proof {
  const decoy = registry.decoys.find(one => one.id === id)
  const credential = registry.credentials.find(one => one.id === id)
  const content = decoy ? committedDecoy(decoy) : credential ? committedCredential(credential) : null
  const salt = decoy?.salt ?? credential?.salt
  if (!content || salt === undefined) throw new DecoyProblem(`There is no decoy '${id}' in the registry.`)
  return { sillage_proof: 1, seal: registry.seal, commitments: commitmentsOf(registry), content, salt }
}

/** Whether a proof holds against a seal that was published: its content is committed to, and the commitments are sealed. */
export const isProven = ({ commitments, content, salt }: Proof, publishedSeal: string): boolean =>
  sealOf(commitments) === publishedSeal && commitments.includes(commitment(salt, content))
