import { narrate, type Progress } from './terminal.ts'

/** Says that the engine fell over, and that what was under way begins once more. */
export const sayOnceMore = (): void =>
  narrate('The engine fell over, by a fault of its own (docs/limits.md). Once more, on one thread …')

/** The same where a bar shows how far it was: the bar is taken away first. */
export const onceMoreBelow = (bar: Progress) => (): void => {
  bar.stop()
  sayOnceMore()
}
