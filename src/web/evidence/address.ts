import { useEffect, useState } from 'preact/hooks'

const PREFIX = '#evidence/'

/** The part of the URL that opens a finding's evidence, so that it can be cited. */
export const evidenceHash = (finding: string): string => PREFIX + encodeURIComponent(finding)

function named(): string | null {
  if (!location.hash.startsWith(PREFIX)) return null
  try {
    return decodeURIComponent(location.hash.slice(PREFIX.length))
  } catch {
    return null // a mangled address names no finding
  }
}

/** The finding that the URL names, now and as it changes. */
export function useEvidenceAddress(): string | null {
  const [finding, setFinding] = useState(named)
  useEffect(() => {
    const follow = () => setFinding(named())
    window.addEventListener('hashchange', follow)
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('hashchange', follow)
      window.removeEventListener('popstate', follow)
    }
  }, [])
  return finding
}

/** Takes the evidence out of the URL without moving the page. */
export function leaveEvidence(): void {
  history.replaceState(null, '', location.href.split('#')[0])
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
