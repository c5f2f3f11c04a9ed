/**
 * The command as a process that a test ends: it says when it is ready, starts at a word, and ends itself with SIGKILL
 * before or after its n-th change to the file system, where the word says so. Bundled by `dyingCommand`, to start fast.
 */
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { main } from '../src/cli/index.ts'

/** Its turn and whether it dies before or after, once the word has said so. */
let [place, moment] = ['0', 'never']
let changes = 0

type Change = (...given: never[]) => Promise<unknown>

/** The same functions, counted; the one whose turn it is does not come back. */
function counted<T extends object>(of: T, names: readonly string[]): void {
  for (const name of names) {
    const change = Reflect.get(of, name) as Change // each of them is a function that promises
    Reflect.set(of, name, async function (this: unknown, ...given: never[]) {
      const isIt = ++changes === Number(place)
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
;[place = '', moment = ''] = await new Promise<string[]>(resolve =>
  process.stdin.once('data', word => resolve(String(word).trim().split(' '))),
)
const begun = performance.now()
await main(process.argv.slice(2))
process.stdout.write(`${JSON.stringify({ changes, ms: performance.now() - begun })}\n`)
process.exit()
