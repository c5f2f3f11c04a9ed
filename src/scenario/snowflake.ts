const EPOCH = 1_288_834_974_657n
const MACHINES = 24

/**
 * Ids as X makes them: milliseconds since its epoch, then ten bits of machine and twelve of sequence.
 * Give `at` in ascending order; ids of one millisecond keep their machine and count upwards, so all are
 * unique and ordered.
 */
export function createSnowflakes(low: () => number): (at: number) => string {
  let last = -1
  let sequence = 0
  return at => {
    const ms = Math.floor(at)
    sequence = ms === last ? sequence + 1 : (320 + Math.floor(low() * MACHINES)) << 12
    last = ms
    return (((BigInt(ms) - EPOCH) << 22n) | BigInt(sequence)).toString()
  }
}
