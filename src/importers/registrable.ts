import { createRequire } from 'node:module'
import type * as Tldts from 'tldts'

let tldts: typeof Tldts | undefined

/**
 * The registrable domain of an address or a host, as the Public Suffix List has it, those of hosting platforms too; null
 * where there is none. The list is loaded when it is first asked: that takes longer than most commands have to spare.
 */
export function registrableDomain(address: string): string | null {
  tldts ??= createRequire(import.meta.url)('tldts') as typeof Tldts
  return tldts.getDomain(address, { allowPrivateDomains: true })
}
