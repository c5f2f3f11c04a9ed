import type { Random } from './random.ts'

export const HASHTAG = 'MacronLeaks'

/** Where the documents lie. The hosts are reserved names that can never exist. */
export interface Dump {
  paste: string
  archive: string
}

export function drawDump(random: Random): Dump {
  return {
    paste: `https://paste.example/EMLEAKS/${random.token(8)}`,
    archive: `https://archive.example/details/emleaks-9gb-${random.token(4).toLowerCase()}`,
  }
}
