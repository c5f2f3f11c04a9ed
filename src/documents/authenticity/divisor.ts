import { Worker } from 'node:worker_threads'
import gcd from 'bigint-gcd'

/** A signature and what it was made over. */
export interface Powered {
  s: bigint
  m: bigint
}

/** Longer numbers than this keep a processor busy for so long that the program must go on meanwhile. */
const LONG = 100_000

/** The greatest common divisor of sᵉ − m of both; long ones are computed in a thread, so that an interruption is heard. */
export async function commonDivisor(
  first: Powered,
  second: Powered,
  e: bigint,
  bits: number,
): Promise<bigint> {
  if (bits * Number(e) < LONG) return gcd(apart(first.s ** e, first.m), apart(second.s ** e, second.m))
  // From text, not from a file: the same runs from TypeScript, from dist/ and from within a bundle.
  const worker = new Worker(CODE, {
    eval: true,
    execArgv: [],
    workerData: { first, second, e, library: import.meta.resolve('bigint-gcd') },
  })
  try {
    return await new Promise<bigint>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject)
    })
  } finally {
    await worker.terminate()
  }
}

const CODE = `
  import('node:worker_threads').then(async ({ parentPort, workerData: { first, second, e, library } }) => {
    const { default: gcd } = await import(library)
    const multiple = ({ s, m }) => {
      const power = s ** e
      return power < m ? m - power : power - m
    }
    parentPort.postMessage(gcd(multiple(first), multiple(second)))
  })`

export const apart = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b)
