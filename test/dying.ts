/**
 * The command as a process that a test ends: it says when it is ready, starts at a word, and ends itself with SIGKILL
 * before or after its n-th change to the file system, where the word says so. Bundled by `dyingCommand`, to start fast.
 */
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { main } from '../src/cli/index.ts'

/** The change it dies of, and on which side of it: once the word has said so, "go 12 before"; at "go" it lives. */
let place = 0
let moment: string | undefined
let changes = 0

type Change = (...given: never[]) => Promise<unknown>

/** The same functions, counted; the one whose turn it is does not come back. */
function counted<T extends object>(of: T, names: readonly string[]): void {
  for (const name of names) {
    const change = Reflect.get(of, name) as Change // each of them is a function that promises
    Reflect.set(of, name, async function (this: unknown, ...given: never[]) {
      const isIt = ++changes === place
      if (isIt && moment === 'before') process.kill(process.pid, 'SIGKILL')
      const done = await change.apply(this, given)
      if (isIt) process.kill(process.pid, 'SIGKILL')
      return done
    })
  }
}

const handle = await files.open(process.execPath)
counted(Object.getPrototypeOf(handle), ['appendFile', 'writeFile', 'write', 'truncate', 'sync'])
await handle.close()
counted(files, ['mkdir', 'mkdtemp', 'rename', 'rm', 'copyFile', 'writeFile', 'link', 'open'])
syncBuiltinESMExports()

process.stdout.write('ready\n')
const word = await new Promise(resolve => process.stdin.once('data', resolve))
const [, change, side] = String(word).trim().split(' ')
place = Number(change)
moment = side
const begun = performance.now()
await main(process.argv.slice(2))
process.stdout.write(`${JSON.stringify({ changes, ms: performance.now() - begun })}\n`)
process.exit()
