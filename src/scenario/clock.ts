const HOUR = 3_600_000

/** The published first use of the hashtag on X; the simulated one falls here at the default seed. */
export const PUBLISHED_FIRST_USE = Date.UTC(2017, 4, 5, 18, 49, 0)
export const END = Date.UTC(2017, 4, 7, 20, 0, 0)
/** When the captures were made. Counts (reposts, followers) are those of this moment. */
export const OBSERVED = Date.UTC(2017, 4, 8, 9, 0, 0)

/** The election silence: Friday 24:00 to Sunday 20:00, Paris. Milliseconds UTC. */
export const SILENCE = { from: Date.UTC(2017, 4, 5, 22, 0, 0), to: Date.UTC(2017, 4, 7, 18, 0, 0) }
export const ZONE = 'Europe/Paris'
export const WINDOWS = [{ name: 'election silence', from: '2017-05-06T00:00:00', to: '2017-05-07T20:00:00' }]

/** Platforms stamp posts with whole seconds; every interval of the scenario is counted on these. */
export const secondOf = (at: number): number => Math.floor(at / 1000)
/** Hour of the day, 0 to 24, at `offset` hours from UTC. */
export const localHour = (at: number, offset: number): number => (((at / HOUR + offset) % 24) + 24) % 24
/** `2017-05-05T18:49:00.000Z`, cut to the second as the platform shows it. */
export const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}.000Z`
/** `2017-05-05 14:49:00`, at `offset` hours from UTC. */
export const localStamp = (at: number, offset: number): string =>
  new Date(at + offset * HOUR).toISOString().slice(0, 19).replace('T', ' ')
