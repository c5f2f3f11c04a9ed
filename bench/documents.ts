import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openFile } from '../src/documents/bytes.ts'
import { jobsFor } from '../src/documents/walk/jobs.ts'
import { LIMITS } from '../src/documents/walk/limits.ts'
import { walk } from '../src/documents/walk/walk.ts'

/**
 * How fast files are read, against ExifTool on the same files in the same run:
 * `npx tsx bench/documents.ts FOLDER [ROUNDS]`. ExifTool is one process, `-j -G1 -@ list`; Sillage is measured in one
 * process too, and then as triage does it, built (`make build` first), in processes of their own with their texts and
 * everything written down. These start and warm up anew: a large dump shows the rate that lasts.
 */
const folder = resolve(process.argv[2] ?? '')
const rounds = Number(process.argv[3] ?? 3)
const files = readdirSync(folder, { recursive: true })
  .map(name => join(folder, String(name)))
  .filter(path => statSync(path).isFile())
  .sort()
const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0)
const scratch = mkdtempSync(join(tmpdir(), 'sillage-bench-'))

async function seconds(work: () => unknown): Promise<number> {
  const since = performance.now()
  await work()
  return (performance.now() - since) / 1000
}
const least = (times: number[]) => Math.min(...times)

async function oneProcess(): Promise<void> {
  for (const path of files) {
    const size = statSync(path).size
    const found = openFile(path, size)
    for await (const _ of walk(
      found,
      { document: path, parent: null, name: path },
      { scratch, limits: LIMITS },
    ));
    found.close()
  }
}

/** As it is shipped: from TypeScript, each process would first compile what it loads. */
const built = new URL('../dist/documents/walk/pool.js', import.meta.url).href
const { runJobs }: typeof import('../src/documents/walk/pool.ts') = await import(built)
let run = 0
async function pool(): Promise<void> {
  const folderOfRows = join(scratch, `rows-${run++}`)
  await runJobs(jobsFor(folder, 'dump'), {
    folder: folderOfRows,
    scratch: join(scratch, 'unpacked'),
    limits: LIMITS,
  })
}

try {
  const list = join(scratch, 'list.txt')
  writeFileSync(list, files.join('\n'))
  const version = execFileSync('exiftool', ['-ver'], { encoding: 'utf8' }).trim()
  const theirs: number[] = []
  const ours: number[] = []
  const processes: number[] = []
  for (let n = 0; n < rounds; n++) {
    theirs.push(await seconds(() => spawnSync('exiftool', ['-j', '-G1', '-@', list], { maxBuffer: 1 << 30 })))
    ours.push(await seconds(oneProcess))
    processes.push(await seconds(pool))
  }
  const rate = (time: number) =>
    `${Math.round(files.length / time)} files/s, ${(bytes / time / 1e6).toFixed(1)} MB/s`
  console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, the best of ${rounds} rounds`)
  console.log(`ExifTool ${version}, one process:       ${least(theirs).toFixed(2)} s  ${rate(least(theirs))}`)
  console.log(
    `Sillage, one process:            ${least(ours).toFixed(2)} s  ${rate(least(ours))}  ${(least(theirs) / least(ours)).toFixed(1)} ×`,
  )
  console.log(
    `Sillage, as triage reads a dump: ${least(processes).toFixed(2)} s  ${rate(least(processes))}  ${(least(theirs) / least(processes)).toFixed(1)} ×`,
  )
  console.log(`This process held ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB at the end`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
