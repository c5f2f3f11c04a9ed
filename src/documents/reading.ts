import type { Bytes } from './bytes.ts'
import type { Reading } from './fact.ts'

/** What a document is and what it says of itself. */
export interface DocumentReading extends Reading {
  format: string
  encrypted: boolean
  /** It is encrypted, and the empty password opens it: all of it was read. */
  opened?: boolean
  /** Its words, where only reading it in place gives them: an item of a mailbox. */
  text?: string
  /** What stands inside it and is a document of its own. */
  inner: Inner[]
}

/** A document inside another: bytes to be read in their turn, or what was read of it in place. */
export type Inner = { name: string } & (
  | { bytes: () => Bytes; as?: 'eml' }
  | { reading: () => DocumentReading }
)

/** The most that is read of a file at once; larger ones are named and hashed, and their facts are left. */
export const MOST_READ = 256 << 20

export const nothingRead = (format: string): DocumentReading => ({
  format,
  facts: [],
  problems: [],
  encrypted: false,
  inner: [],
})

/** Why a file could not be read, in a few words. */
export const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 300) ?? ''
