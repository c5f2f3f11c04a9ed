/** The moment in UTC, for the second line of a tip. */
export const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** What a tip looks like everywhere. Spread into Plot.tip's options. */
export const TIP = {
  fontSize: 13,
  lineHeight: 1.3,
  textPadding: 9,
  pathFilter: 'none',
  maxRadius: 60,
} as const
