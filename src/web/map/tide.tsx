import { useMemo } from 'preact/hooks'

const BINS = 240

/** The reposts over time, drawn along the slider: what has been played is lit. */
export function Tide({ at, until, share }: { at: Uint32Array; until: number; share: number }) {
  const path = useMemo(() => {
    const bins = new Float64Array(BINS)
    for (const seconds of at) {
      const bin = Math.min(BINS - 1, Math.floor((seconds / Math.max(1, until)) * BINS))
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    const top = Math.max(1, ...bins)
    const steps = [...bins].map((count, i) => `L${i},${(40 - (38 * count) / top).toFixed(1)}h1`)
    return `M0,40${steps.join('')}V40Z`
  }, [at, until])
  return (
    <svg class="tide" viewBox={`0 0 ${BINS} 40`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} class="tide-ahead" />
      <clipPath id="tide-played">
        <rect width={BINS * share} height="40" />
      </clipPath>
      <path d={path} class="tide-played" clip-path="url(#tide-played)" />
    </svg>
  )
}
