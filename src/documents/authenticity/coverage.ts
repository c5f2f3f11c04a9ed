import { registrableDomain } from '../../importers/registrable.ts'
import { type RawMessage, valuesOf } from './message.ts'
import type { Reason } from './reasons.ts'
import type { Signature } from './signature.ts'

/** What a reader sees of a head: if it is there, it must be signed. */
const SHOWN = ['from', 'to', 'cc', 'subject', 'date']
/** How the body is turned into what is seen. Google does not sign it, so it is only said. */
const DISPLAY = ['content-type', 'content-transfer-encoding']
/** Fields that may stand once (RFC 5322, 3.6; RFC 2045). */
const SINGLE = [
  ...SHOWN,
  ...DISPLAY,
  'sender',
  'reply-to',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
]
/** Fields that servers add on the way: more of them than were signed is as it should be. */
const TRACE =
  /^(received|return-path|delivered-to|authentication-results|received-spf|dkim-signature|domainkey-signature|arc-.*)$/

/** What a signature that fits leaves open of the message that is shown. */
export function leftOpen(
  message: RawMessage,
  { names, domain, identity }: Signature,
  isStrict: boolean,
): Reason[] {
  const there = new Map<string, number>()
  for (const { name } of message.fields) there.set(name, (there.get(name) ?? 0) + 1)
  const signed = new Map<string, number>()
  for (const name of names) signed.set(name, (signed.get(name) ?? 0) + 1)
  const isInjected = (name: string) =>
    !TRACE.test(name) && (there.get(name) ?? 0) > (signed.get(name) ?? (SINGLE.includes(name) ? 1 : Infinity))
  const injected = [...there.keys()].filter(isInjected)
  const unsigned = SHOWN.filter(name => !signed.has(name) && (there.has(name) || name === 'from'))
  const other = strangers(message, domain)
  return [
    ...(injected.length > 0 ? [{ code: 'injected-header', about: injected.join(', ') } as const] : []),
    ...(unsigned.length > 0 ? [{ code: 'unsigned-header', about: unsigned.join(', ') } as const] : []),
    ...(message.malformed > 0 ? [{ code: 'malformed-header' } as const] : []),
    ...(other !== null ? [{ code: 'other-domain', about: other } as const] : []),
    ...(identity === domain || (!isStrict && identity.endsWith(`.${domain}`))
      ? []
      : [{ code: 'other-identity', about: identity } as const]),
  ]
}

/** Display fields that are there and not signed. */
export const displayUnsigned = (message: RawMessage, { names }: Signature): string[] =>
  DISPLAY.filter(name => !names.includes(name) && message.fields.some(field => field.name === name))

/**
 * The sender's domains that do not belong to the one that signs, as DMARC's relaxed alignment has it; null where all do.
 * Whatever looks like an address counts, in the displayed name too.
 */
function strangers(message: RawMessage, domain: string): string | null {
  const hosts = valuesOf(message, 'from').flatMap(value =>
    [...value.matchAll(/@\s*([^\s<>()[\]",;:@]+)/g)].map(([, host]) => (host ?? '').toLowerCase()),
  )
  if (hosts.length === 0) return '–'
  const strange = hosts.filter(host => organisation(host) !== organisation(domain))
  return strange.length > 0 ? [...new Set(strange)].join(', ') : null
}

const organisation = (host: string): string => registrableDomain(host) ?? host
