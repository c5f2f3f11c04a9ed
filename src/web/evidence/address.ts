import { useEffect, useState } from 'preact/hooks'

const FINDING = '#evidence/'
const PAIR = '#pair/'
const ACCOUNT = '#account/'

/** The part of the URL that opens a finding's evidence, so that it can be cited. */
export const evidenceHash = (finding: string): string => FINDING + encodeURIComponent(finding)

/** The same for two accounts that met, by their places in the network. */
export const pairHash = ({ source, target }: { source: number; target: number }): string =>
  `${PAIR}${source}-${target}`

/** The same for an account, by platform and id. */
export const accountHash = (account: string): string => ACCOUNT + encodeURIComponent(account)

/** The finding that the URL names, now and as it changes. */
export const useEvidenceAddress = (): string | null => useAddress(FINDING)
/** The pair that the URL names: `source-target`. */
export const usePairAddress = (): string | null => useAddress(PAIR)

/** The account that the URL names: `platform:account_id`. */
export const useAccountAddress = (): string | null => useAddress(ACCOUNT)

function named(prefix: string): string | null {
  if (!location.hash.startsWith(prefix)) return null
  try {
    return decodeURIComponent(location.hash.slice(prefix.length))
  } catch {
    return null // a mangled address names nothing
  }
}

function useAddress(prefix: string): string | null {
  const [name, setName] = useState(() => named(prefix))
  useEffect(() => {
    const follow = () => setName(named(prefix))
    window.addEventListener('hashchange', follow)
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('hashchange', follow)
      window.removeEventListener('popstate', follow)
    }
  }, [prefix])
  return name
}

/** Takes the evidence out of the URL without moving the page. */
export function leaveEvidence(): void {
  history.replaceState(null, '', location.href.split('#')[0])
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
