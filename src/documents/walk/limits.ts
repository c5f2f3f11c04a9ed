/** How far a walk goes. Dumps are hostile: what is beyond is left, and said. */
export interface Limits {
  /** Containers inside containers. */
  depth: number
  /** Documents of one source. */
  documents: number
  /** Bytes that one member may unpack to. */
  memberBytes: number
  /** Bytes that are unpacked of one top-level file in all. */
  totalBytes: number
  /** How many times its packed size a member may be, once it is larger than `ratioFrom`. */
  ratio: number
  ratioFrom: number
  /** Bytes that an archive may have which must be unpacked in memory (7z, rar, and tar behind bzip2 or xz). */
  memoryArchive: number
  /** Seconds that one document may take, and bytes that a worker may hold. */
  seconds: number
  memory: number
}

export const LIMITS: Limits = {
  depth: 16,
  documents: 5_000_000,
  memberBytes: 64 * 2 ** 30,
  totalBytes: 512 * 2 ** 30,
  ratio: 250,
  ratioFrom: 64 << 20,
  memoryArchive: 200 << 20,
  seconds: 60,
  memory: 950 << 20,
}

/** Members up to this size are unpacked in memory, larger ones into the scratch folder. */
export const IN_MEMORY = 32 << 20

/** Something that is not walked into, with a code and the reason in words. */
export class Skipped extends Error {
  override name = 'Skipped'
  readonly code: SkipCode
  constructor(code: SkipCode, reason: string) {
    super(reason)
    this.code = code
  }
}

export type SkipCode =
  | 'encrypted'
  | 'link'
  | 'bomb'
  | 'overlap'
  | 'too-deep'
  | 'too-many'
  | 'too-large'
  | 'unknown-method'
  | 'broken'
  | 'crashed'
  | 'too-slow'
  | 'out-of-memory'
