import type { MailVerdict, SignatureVerdict } from './judge.ts'
import { because, type Reason } from './reasons.ts'
import { proves } from './verdicts.ts'

/** Items that are messages; appointments, contacts and notes were never sent with a signature. */
const MESSAGE = /^(IPM\.Note|REPORT)\b/i
const MOST_NAMED = 50

/**
 * The verdict on an Outlook item by what it says of itself: its signature can never be checked, and that is said. Null of
 * what is no message.
 */
export function outlookVerdict(facts: readonly { name: string; value: string }[]): MailVerdict | null {
  const valuesOf = (name: string) => facts.flatMap(fact => (fact.name === name ? [fact.value] : []))
  const headers = valuesOf('mail_header')
  const [kind] = valuesOf('mail_class')
  if (headers.length === 0 && !MESSAGE.test(kind ?? '')) return null
  const domains = new Set(
    headers
      .filter(header => /^dkim-signature\s*:/i.test(header))
      .slice(0, MOST_NAMED)
      .map(header => /(?:^|[;:\s])d=\s*([^;\s]{1,253})/i.exec(header)?.[1] ?? '?'),
  )
  const signatures = [...domains].map((domain): SignatureVerdict => {
    const reasons: Reason[] = [{ code: 'no-original-bytes' }, { code: 'signature-named', about: domain }]
    return {
      verdict: 'NOT-VERIFIABLE',
      domain,
      selector: null,
      algorithm: null,
      bits: null,
      receipt: null,
      reasons,
      because: reasons.map(because),
      proves: proves('NOT-VERIFIABLE', { domain, keyName: '–', published: null }),
    }
  })
  const reasons: Reason[] = [
    { code: 'no-original-bytes' },
    ...[...domains].map(about => ({ code: 'signature-named', about }) as const),
  ]
  return {
    verdict: 'NOT-VERIFIABLE',
    proves: proves('NOT-VERIFIABLE', { domain: '–', keyName: '–', published: null }),
    because: reasons.map(because),
    messageId: valuesOf('mail_message_id')[0] ?? null,
    signatures,
  }
}
