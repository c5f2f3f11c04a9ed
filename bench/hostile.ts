/**
 * Files at the size at which tools die, made here and deleted afterwards: `npx tsx bench/hostile.ts [MB]`.
 * Limits (issue 3): no hang over 10 s beyond what copying and hashing such a file takes, memory under 1.5 GB, and a
 * reason among the rejects. The same shapes, smaller, are tests (test/hostile.test.ts).
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Became } from '../test/adding-each.ts'
import { bundled } from '../test/bundled.ts'
import { longField, SHAPES, write } from '../test/hostile-files.ts'

const MOST_MEMORY = 1500
const megabytes = Number(process.argv[2] ?? 2048)
const folder = await mkdtemp(join(tmpdir(), 'sillage-hostile-'))
const program = await bundled('adding-each.ts')
let isWithin = true
try {
  for (const shape of SHAPES) {
    const path = join(folder, `line.${shape}`)
    await write(path, { content: longField(shape, megabytes) })
    const became = await added(path)
    await rm(path)
    isWithin &&= became.sound && became.posts === 2 && became.rejects === 1 && became.mb < MOST_MEMORY
    console.log(
      `a line of ${megabytes} MB, ${shape.padEnd(6)} ${became.seconds.toFixed(1)} s  ${became.mb} MB  ${became.posts} posts, ${became.rejects} reject: ${became.reasons?.join('; ') ?? became.refused}`,
    )
  }
} finally {
  await program.remove()
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = isWithin ? 0 : 1

function added(path: string): Promise<Became> {
  const child = spawn(process.execPath, [program.path, join(folder, 'cases'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', data => {
    said += data
  })
  return new Promise((resolve, reject) =>
    child.on('close', () => {
      const last = said.trim().split('\n').at(-1) ?? ''
      if (last.includes('"ms"'))
        resolve(JSON.parse(last) as Became) // as adding-each.ts writes it
      else reject(new Error(`the import of ${path} came to no end`))
    }),
  )
}
