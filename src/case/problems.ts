/** A case that is not there, is taken, or cannot be used: what, where, and what to do. */
export class CaseProblem extends Error {
  override name = 'CaseProblem'
}
