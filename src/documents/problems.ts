/** What a user can put right, each told in one sentence: apart from what throws them, so that telling them loads none of it. */

/** A message that was given as the victim's own and comes from the dump. */
export class FromDumpProblem extends Error {
  override name = 'FromDumpProblem'
}

/** Originals that give no key. */
export class KeyRecoveryProblem extends Error {
  override name = 'KeyRecoveryProblem'
}

/** A folder of keys that cannot be used at all. */
export class KeyArchiveProblem extends Error {
  override name = 'KeyArchiveProblem'
}

/** A registry that is not one, or a decoy that cannot be made. */
export class DecoyProblem extends Error {
  override name = 'DecoyProblem'
}

/** A registry or a proof whose seal does not fit what it holds. */
export class RegistryBroken extends Error {
  override name = 'RegistryBroken'
}
