import { readFileSync } from 'node:fs'
import { type ArchivedKey, byName } from '../authenticity/archived-key.ts'
import { judgeMail, type MailVerdict } from '../authenticity/judge.ts'
import { outlookVerdict } from '../authenticity/outlook-item.ts'
import type { MailVerdictName } from '../authenticity/verdicts.ts'
import { parseRegistry } from '../decoys/registry.ts'
import { MOST_READ } from '../reading.ts'
import type { Visited } from '../walk/walk.ts'
import {
  type DecoysIndex,
  indexDecoys,
  type JudgedDocument,
  judgeDocument,
  type OriginalsIndex,
} from './four-way.ts'
import { readOriginals } from './kept-originals.ts'
import { mailFacts, verdictFacts } from './verdict-facts.ts'

/** What documents are judged by: plain values, since they go to other processes. */
export interface Judges {
  keys: readonly ArchivedKey[]
  /** Path of the decoys' registry. */
  decoys: string | null
  /** Where a walk has left the victim's originals. */
  originals: string | null
  /** The victim's own: they are kept to be compared with, and not judged. */
  areOriginals?: boolean
}

/** Of these nothing is known by themselves: what is in them is judged. */
const CONTAINERS = new Set(['zip', 'tar', 'gz', '7z', 'rar', 'bz2', 'xz', 'mbox', 'pst'])

/** Judges what a walk visits while its bytes are at hand. Attachments come after the message that carries them. */
export class VisitedJudge {
  readonly #keys: ReadonlyMap<string, readonly ArchivedKey[]>
  readonly #originals: OriginalsIndex | null
  readonly #decoys: DecoysIndex | null
  readonly #areOriginals: boolean
  #mails = new Map<string, MailVerdictName>()

  constructor({ keys, decoys, originals, areOriginals = false }: Judges) {
    this.#keys = byName(keys)
    this.#originals = originals === null ? null : readOriginals(originals)
    this.#decoys = decoys === null ? null : indexDecoys(parseRegistry(readFileSync(decoys, 'utf8'), decoys))
    this.#areOriginals = areOriginals
  }

  /** Forgets the messages of one file before the next. */
  begin(): void {
    this.#mails = new Map()
  }

  #mailVerdict({ content, reading }: Extract<Visited, { reading: unknown }>): MailVerdict | null {
    if (reading.format === 'msg') return outlookVerdict(reading.facts)
    if (reading.format !== 'eml' || !content || content.size > MOST_READ) return null
    return judgeMail(content.slice(0, content.size), { keys: this.#keys })
  }

  /** The document as far as a verdict needs it, with the facts that judging gives already among its own. */
  judge(visited: Extract<Visited, { reading: unknown }>, text: string | null): JudgedDocument {
    const { document, parent, reading } = visited
    const mail = this.#areOriginals ? null : this.#mailVerdict(visited)
    if (mail) this.#mails.set(document, mail.verdict)
    const carrier = parent === null ? undefined : this.#mails.get(parent)
    const judged: JudgedDocument = {
      document,
      sha256: visited.sha256 ?? '',
      text,
      facts: reading.facts.map(({ name, value }) => ({ name, value })),
      messageId:
        mail?.messageId ?? reading.facts.find(({ name }) => name === 'mail_message_id')?.value ?? null,
      mail: mail?.verdict ?? null,
      carriedBy: parent !== null && carrier ? { document: parent, mail: carrier } : null,
    }
    if (this.#areOriginals) return judged
    const verdict = judgeDocument(judged, { originals: this.#originals, decoys: this.#decoys })
    const isJudged = verdict.verdict !== 'unknown' || !CONTAINERS.has(reading.format)
    reading.facts.push(...(mail ? mailFacts(mail) : []), ...(isJudged ? verdictFacts(verdict) : []))
    return judged
  }
}
