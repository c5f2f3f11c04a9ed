import { CaseProblem } from '../case/problems.ts'
import {
  DecoyProblem,
  FromDumpProblem,
  KeyArchiveProblem,
  KeyRecoveryProblem,
  RegistryBroken,
} from '../documents/problems.ts'
import { CrateMismatch, CrateProblem } from '../exporters/crate-problems.ts'
import { DestinationTaken } from '../exporters/destination.ts'
import { InputProblem } from '../importers/importer.ts'

/** Exit codes; docs/cli.md lists them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  rejected: 3,
  mismatch: 4,
  refused: 5,
  interrupted: 130,
} as const

/** Words on the command line that cannot be followed. */
export class UsageProblem extends Error {
  override name = 'UsageProblem'
}

/** An error as one sentence for the user, and the code to end with. */
export function ending(error: unknown): { code: number; sentence: string } {
  if (error instanceof UsageProblem || error instanceof DestinationTaken)
    return { code: EXIT.usage, sentence: error.message }
  if (error instanceof FromDumpProblem) return { code: EXIT.refused, sentence: error.message }
  if (error instanceof CrateMismatch || error instanceof RegistryBroken)
    return { code: EXIT.mismatch, sentence: error.message }
  if (
    error instanceof InputProblem ||
    error instanceof CaseProblem ||
    error instanceof CrateProblem ||
    error instanceof KeyArchiveProblem ||
    error instanceof KeyRecoveryProblem ||
    error instanceof DecoyProblem
  )
    return { code: EXIT.failed, sentence: error.message }
  // Of a copy that failed, it is the place it was to go to that matters.
  const { code, path, dest, message } = error as NodeJS.ErrnoException & { dest?: string }
  const where = (dest ?? path) ? `${dest ?? path}: ` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return {
      code: EXIT.failed,
      sentence: `${where}the disk is full. Free some space and run the same command again: what was finished is kept.`,
    }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return {
      code: EXIT.failed,
      sentence: `${where}Sillage may not write or read here. Choose another folder with -o or --case.`,
    }
  if (code === 'ENOENT') return { code: EXIT.failed, sentence: `${where}there is no such file or folder.` }
  const text = error instanceof Error ? message : String(error)
  if (/No space left on device|Disk quota exceeded|File too large/i.test(text))
    return {
      code: EXIT.failed,
      sentence:
        'The disk is full. Free some space and run the same command again: what was finished is kept.',
    }
  if (/Permission denied|Read-only file system/i.test(text))
    return {
      code: EXIT.failed,
      sentence: `${/"([^"]+)"/.exec(text)?.[1] ?? 'The case'}: Sillage may not write or read here. Choose another folder with -o or --case.`,
    }
  if (/Out of Memory/i.test(text))
    return {
      code: EXIT.failed,
      sentence:
        'The engine ran out of memory. Give it more with SILLAGE_MEMORY=4GB and run the same command again.',
    }
  return {
    code: EXIT.failed,
    sentence: `Something failed that should not have: ${text.split('\n')[0]} (SILLAGE_DEBUG=1 shows where).`,
  }
}
