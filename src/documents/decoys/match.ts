import type { Credential } from './credentials.ts'
import { type FactIndex, indexFacts, recogniser } from './recognise.ts'
import type { DecoyRegistry } from './registry.ts'
import { textPieces } from './text-stream.ts'

/** One thing of the registry that turned up. */
export interface Match {
  source: string
  id: string
  what: 'document' | 'fact' | 'username' | 'password'
  /** Of a login: the page it was typed into. Of a fact: the fact. */
  detail: string
  /** Where it stood first; null for a whole document. */
  line: number | null
  /** Lines it stands in. */
  times: number
}

export interface MatchIndex {
  documents: ReadonlyMap<string, string>
  logins: ReadonlyMap<string, { credential: Credential; what: 'username' | 'password' }>
  facts: FactIndex
}

/** What a registry's decoys are found by. */
export function indexRegistry({
  decoys,
  credentials,
}: Pick<DecoyRegistry, 'decoys' | 'credentials'>): MatchIndex {
  const logins = new Map<string, { credential: Credential; what: 'username' | 'password' }>()
  for (const credential of credentials) {
    const local = credential.username.split('@')[0] ?? ''
    for (const name of [credential.username, local])
      logins.set(name.toLowerCase(), { credential, what: 'username' })
    logins.set(credential.password, { credential, what: 'password' })
  }
  return {
    documents: new Map(decoys.map(decoy => [decoy.sha256, decoy.id])),
    logins,
    facts: indexFacts(decoys),
  }
}

/** What of the registry stands in a stream: a log, a list of logins, a dump of text, a decoy itself. Memory does not grow with it. */
export async function matchStream(
  source: string,
  chunks: AsyncIterable<Uint8Array>,
  index: MatchIndex,
): Promise<Match[]> {
  const found = new Map<string, Match>()
  const add = (id: string, what: Match['what'], detail: string, line: number | null) => {
    const key = `${id} ${what} ${detail}`
    const known = found.get(key)
    if (known) known.times++
    else found.set(key, { source, id, what, detail, line, times: 1 })
  }
  const reader = recogniser(index.facts)
  const { pieces, sha256 } = textPieces(chunks)
  let line = 1
  for await (const piece of pieces) {
    reader.read(piece)
    for (const [i, text] of piece.split('\n').entries()) {
      if (i > 0) line++
      const here = new Set<string>()
      for (const word of wordsOf(text)) {
        const login = index.logins.get(word) ?? index.logins.get(word.toLowerCase())
        // A user name may be in any case, a password may not.
        if (!login || (login.what === 'password' && word !== login.credential.password)) continue
        const { id, page } = login.credential
        // However often a line repeats it, it counts once.
        if (!here.has(`${id} ${login.what}`)) add(id, login.what, page, line)
        here.add(`${id} ${login.what}`)
      }
    }
  }
  for (const { decoy, facts, isCertain } of reader.found())
    if (isCertain) for (const { value } of facts) add(decoy, 'fact', value, null)
  const decoy = index.documents.get(sha256())
  if (decoy !== undefined) add(decoy, 'document', source, null)
  return [...found.values()]
}

/** The words of a line as they were typed: out of URLs, JSON, HTML, quoted-printable, and Basic authorisation. */
function* wordsOf(line: string): Generator<string> {
  yield* split(line)
  const plain = line
    .replace(/%([0-7][0-9a-f])|\\u00([0-7][0-9a-f])|=([0-7][0-9A-F])/gi, (_, a, b, c) =>
      String.fromCharCode(Number.parseInt(a ?? b ?? c, 16)),
    )
    .replace(/&#(x?)([0-9a-f]{2,3});/gi, (_, hex: string, code: string) =>
      String.fromCharCode(Number.parseInt(code, hex ? 16 : 10) & 0x7f),
    )
  if (plain !== line) yield* split(plain)
  for (const [packed] of line.matchAll(/[A-Za-z0-9+/_-]{16,2000}={0,2}/g)) {
    const bytes = Buffer.from(packed, 'base64').toString('latin1')
    if (/^[\t\n\r\x20-\x7e]+$/.test(bytes)) yield* split(bytes)
  }
}

function* split(text: string): Generator<string> {
  for (const word of text.split(/[^A-Za-z0-9.@_+-]+/))
    if (word.length > 5) {
      const bare = word.replace(/^[.@_+-]+/, '').replace(/[.@_+-]{1,9}$/, '')
      yield bare
      // `login+name@host` and `name@host-2017` are the logs' own additions.
      if (bare.includes('@')) yield bare.slice(0, bare.indexOf('@'))
    }
}
