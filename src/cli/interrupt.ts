import { EXIT } from './exit.ts'
import { narrate } from './terminal.ts'

let end: (() => void) | null = null

/** Lets a command that runs until it is interrupted end in its own way; what is returned takes that back. */
export function endsBy(ending: () => void): () => void {
  end = ending
  return () => {
    if (end === ending) end = null
  }
}

/** The first interruption asks a command that can end by itself to do so; any other ends the program. */
export function interrupted(): void {
  if (end !== null) {
    const ending = end
    end = null
    ending()
    return
  }
  narrate('\nInterrupted. What was finished is kept; run the same command again to go on.')
  process.exit(EXIT.interrupted)
}
