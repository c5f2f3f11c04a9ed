/**
 * Everything in docs/validity.md, measured anew: `npx tsx bench/validity-all.ts` (half an hour on two cores). It is done
 * part by part, each of which can be run by itself and says where a limit does not hold.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

for (const part of ['coordination-null', 'coordination-planted', 'coordination-habits']) {
  const script = fileURLToPath(new URL(`${part}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [...process.execArgv, script], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
