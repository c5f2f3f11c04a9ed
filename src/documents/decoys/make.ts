import { type Content, linesOf } from '../writers/content.ts'
import { eml } from '../writers/eml.ts'
import { WRITERS } from '../writers/index.ts'
import { compose } from './compose.ts'
import { makeCredential } from './credentials.ts'
import { createDraw } from './draw.ts'
import { commitmentsOf, type DecoyRegistry, type RegisteredDecoy, sealOf, sha256 } from './registry.ts'
import { normalised } from './seeded-facts.ts'

export const DECOY_FORMATS = ['docx', 'xlsx', 'odt', 'rtf', 'pdf', 'txt', 'eml'] as const
export type DecoyFormat = (typeof DECOY_FORMATS)[number]

export interface DecoyChoices {
  /** 32 bytes that nobody else knows. */
  secret: Uint8Array
  count: number
  formats: readonly DecoyFormat[]
  languages: readonly ('en' | 'fr')[]
  /** The day that the documents are about, ms UTC. */
  near: number
  /** When the registry is made, ms UTC. */
  made: number
  /** Phishing pages, a set of logins each. */
  pages?: readonly string[]
  loginsPerPage?: number
  /** Of the invented people's addresses. */
  domain?: string
}

export interface Decoys {
  files: readonly { path: string; bytes: Buffer }[]
  registry: DecoyRegistry
}

/** Decoy documents in real formats and their registry. The same choices give the same bytes. */
export function makeDecoys(choices: DecoyChoices): Decoys {
  const { secret, count, formats, languages, near, domain = 'ville.example' } = choices
  const files: { path: string; bytes: Buffer }[] = []
  const decoys: RegisteredDecoy[] = []
  for (let i = 0; i < count; i++) {
    const draw = createDraw(secret, `file/${i}`)
    const id = `decoy-${draw.hex(4)}`
    const format = formats[i % formats.length] ?? 'txt'
    const { content, facts } = compose(secret, id, draw.pick(languages), near)
    const bytes = format === 'eml' ? letter(content, domain, draw.hex(8)) : WRITERS[format](content)
    // A name as an office would give it; the number only keeps two of one title apart.
    const path = `${content.title.replace(/[^\p{L}\p{N}]+/gu, '-')}-${draw.int(10, 99)}-${i + 1}.${format}`
    files.push({ path, bytes })
    const text = linesOf(content).join('\n')
    decoys.push({
      id,
      file: path,
      format,
      bytes: bytes.length,
      sha256: sha256(bytes),
      facts,
      text,
      salt: draw.hex(32),
    })
  }
  const { pages = [], loginsPerPage = 3 } = choices
  const credentials = pages.flatMap(page =>
    Array.from({ length: loginsPerPage }, (_, i) => makeCredential(secret, page, i, domain)),
  )
  return {
    files,
    registry: {
      sillage_decoys: 1,
      made: new Date(choices.made).toISOString(),
      secret: Buffer.from(secret).toString('hex'),
      decoys,
      credentials,
      seal: sealOf(commitmentsOf({ decoys, credentials })),
    },
  }
}

function letter(content: Content, domain: string, token: string): Buffer {
  const address = (name: string) => `${name} <${name.split(' ').map(normalised).join('.')}@${domain}>`
  return eml(content, {
    from: address(content.creator),
    to: address(content.lastModifiedBy === content.creator ? 'Office Desk' : content.lastModifiedBy),
    messageId: `${token}@${domain}`,
  })
}
