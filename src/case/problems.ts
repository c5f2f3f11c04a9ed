/** A case that is not there, is taken, or cannot be used: what, where, and what to do. */
export class CaseProblem extends Error {
  override name = 'CaseProblem'
}

/** Another process is adding to the case: the same again may work in a moment. */
export class CaseBusy extends CaseProblem {
  override name = 'CaseBusy'
}
