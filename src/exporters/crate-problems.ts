/** A folder that cannot be read back as a case: what is wrong with it, in one sentence. */
export class CrateProblem extends Error {
  override name = 'CrateProblem'
}

/** A crate whose bytes are not those that it, or its custody log, says they are. */
export class CrateMismatch extends Error {
  override name = 'CrateMismatch'
}
