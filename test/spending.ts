import { readFileSync } from 'node:fs'

/** The most memory that this process has held, in MB. On Linux from /proc: `maxRSS` begins with the parent's. */
export function memory(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024)
  }
}

/** The processor time that this process has taken since then, in milliseconds. */
export function processorTime(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
