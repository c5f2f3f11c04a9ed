/**
 * What a member is called in the ids of documents: never a place on the disk. Steps up and empty steps are left out,
 * and what separates containers from members can only come from the walk.
 */
export function memberName(given: string): { name: string; leads: boolean } {
  const steps = given.replaceAll('\0', '').replaceAll('!/', '!\u2215').split('/')
  const kept = steps.filter(step => step !== '' && step !== '.' && step !== '..')
  const leads = steps.includes('..') || given.startsWith('/') || /^[a-z]:[\\/]/i.test(given)
  return { name: Buffer.from(kept.join('/').slice(0, 1000), 'utf8').toString('utf8') || 'unnamed', leads }
}

/** Names of one container, each once: a second of the same name is `name#2`. */
export class Names {
  readonly #taken = new Map<string, number>()

  once(name: string): string {
    const before = this.#taken.get(name) ?? 0
    this.#taken.set(name, before + 1)
    return before === 0 ? name : this.once(`${name}#${before + 1}`)
  }
}
