import { interval, percent } from './validity.ts'

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 300, 56, 44, 48]

/** Shares with their 95 % intervals, one beside the other, and a line at the limit. Plain SVG, readable on any ground. */
export function whiskers(
  shares: readonly { label: string; hits: number; of: number }[],
  below: string,
  title: string,
  limit: number,
): string {
  const bounds = shares.map(({ hits, of }) => interval(hits, of))
  const top = Math.max(0.1, ...bounds.map(([, high]) => high))
  const y = (share: number) => HEIGHT - BOTTOM - (share / top) * (HEIGHT - TOP - BOTTOM)
  const x = (i: number) => LEFT + ((i + 0.5) * (WIDTH - LEFT - 16)) / shares.length
  const marks = shares.map(({ label, hits, of }, i) => {
    const [low, high] = bounds[i] ?? [0, 0]
    return `<line x1="${x(i)}" x2="${x(i)}" y1="${y(low)}" y2="${y(high)}" stroke="#1f5f8b" stroke-width="2"/>
<circle cx="${x(i)}" cy="${y(hits / of)}" r="5" fill="#1f5f8b"/>
<text x="${x(i)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${label}</text>`
  })
  const line = `<line x1="${LEFT}" x2="${WIDTH - 16}" y1="${y(limit)}" y2="${y(limit)}" stroke="#b3412e" stroke-dasharray="5 4"/>
<text x="${WIDTH - 16}" y="${y(limit) - 5}" text-anchor="end" fill="#b3412e">${percent(limit, 0)}</text>`
  return picture(title, below, top, [line, ...marks])
}

/** Shares over the same places, a line for each label. */
export function lines(
  series: readonly { label: string; shares: readonly number[] }[],
  places: readonly string[],
  below: string,
  title: string,
): string {
  const y = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
  const right = 96
  const x = (i: number) => LEFT + ((i + 0.5) * (WIDTH - LEFT - right)) / places.length
  const names = places.map(
    (place, i) => `<text x="${x(i)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${place}</text>`,
  )
  const drawn = series.map(({ label, shares }, i) => {
    const shade = ['#a9c7dc', '#6a9fc2', '#2f74a3', '#123f5e'][i % 4]
    const points = shares.map((share, k) => `${x(k)},${y(share)}`).join(' ')
    return `<polyline points="${points}" fill="none" stroke="${shade}" stroke-width="2.5"/>
<text x="${WIDTH - right + 4}" y="${TOP + 14 + 16 * (series.length - i)}" fill="${shade}" font-weight="bold">${label}</text>`
  })
  return picture(title, below, 1, [...names, ...drawn])
}

function picture(title: string, below: string, top: number, marks: readonly string[]): string {
  const axis = [0, 0.25, 0.5, 0.75, 1].map(part => {
    const y = HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)
    return `<line x1="${LEFT}" x2="${WIDTH - 16}" y1="${y}" y2="${y}" stroke="#d9d6cf"/>
<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${percent(part * top, 0)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#333">
<title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="16" y="24" font-size="15">${title}</text>
${[...axis, ...marks].join('\n')}
<text x="${(LEFT + WIDTH) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${below}</text>
</svg>
`
}
