import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mailFile } from '../src/documents/testing/office.ts'
import { msgFile } from '../src/documents/testing/outlook.ts'
import { jpegFile } from '../src/documents/testing/picture.ts'
import type { Content } from '../src/documents/writers/content.ts'
import { WRITERS } from '../src/documents/writers/index.ts'

/**
 * What memory `sillage triage` takes for a dump and for one four times as large: `npx tsx bench/dump-memory.ts [FILES]`
 * (after `make build`). The dumps are made here, no two files alike. The peak of each process is the kernel's (VmHWM); of
 * all together, the largest sum of what they hold at one time, looked at every 50 ms.
 */
const count = Number(process.argv[2] ?? 2500)
const TIMES = 4
const scratch = mkdtempSync(join(tmpdir(), 'sillage-dump-memory-'))
const command = new URL('../bin/sillage.js', import.meta.url).pathname

function content(n: number): Content {
  const day = 86_400_000
  const created = Date.UTC(2005, 0, 1) + ((n * 7919) % 4000) * day
  return {
    title: `Paper ${n}`,
    language: 'en',
    blocks: Array.from({ length: 40 }, (_, i) => ({
      kind: 'paragraph' as const,
      text: `Of paper ${n}, passage ${i}: ${((n + 1) * (i + 7) * 104_729).toString(36)} is what was said. `.repeat(
        5,
      ),
    })),
    creator: `author ${n % 50}`,
    lastModifiedBy: `author ${n % 7}`,
    created,
    modified: created + (n % 300) * day,
  }
}

function dump(files: number): { folder: string; bytes: number } {
  const folder = join(scratch, `dump-${files}`)
  const writers = Object.entries(WRITERS)
  let bytes = 0
  for (let n = 0; n < files; n++) {
    const within = join(folder, String(Math.floor(n / 500)))
    mkdirSync(within, { recursive: true })
    const kind = n % (writers.length + 3)
    const [extension, write] = writers[kind] ?? []
    const mark = Buffer.from(`\n${n}\n`)
    const data =
      extension && write
        ? write(content(n))
        : kind === writers.length
          ? Buffer.concat([mailFile(), mark])
          : kind === writers.length + 1
            ? msgFile(mark)
            : Buffer.concat([jpegFile(), mark])
    const name = extension ?? ['eml', 'msg', 'jpg'][kind - writers.length]
    writeFileSync(join(within, `${n}.${name}`), data)
    bytes += data.length
  }
  return { folder, bytes }
}

interface Peaks {
  main: number
  worker: number
  all: number
  workers: number
  seconds: number
}

/** A value of /proc/PID/status, in MB; 0 of a process that is gone. */
function held(pid: string, what: 'VmHWM' | 'VmRSS'): number {
  try {
    const found = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

const childrenOf = (pid: string): string[] => {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap(task =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
  } catch {
    return []
  }
}

async function triaged(folder: string): Promise<Peaks> {
  const since = performance.now()
  const child = spawn(process.execPath, [command, 'triage', folder, '-o', `${folder}-case`], {
    stdio: 'ignore',
  })
  const main = String(child.pid)
  const peaks: Peaks = { main: 0, worker: 0, all: 0, workers: 0, seconds: 0 }
  const look = setInterval(() => {
    const workers = childrenOf(main)
    peaks.main = Math.max(peaks.main, held(main, 'VmHWM'))
    peaks.worker = Math.max(peaks.worker, ...workers.map(pid => held(pid, 'VmHWM')))
    peaks.workers = Math.max(peaks.workers, workers.length)
    const sum = [main, ...workers].reduce((total, pid) => total + held(pid, 'VmRSS'), 0)
    peaks.all = Math.max(peaks.all, sum)
  }, 50)
  const code = await new Promise(done => child.on('exit', done))
  clearInterval(look)
  if (code !== 0) throw new Error(`sillage triage ended with ${code}.`)
  return { ...peaks, seconds: (performance.now() - since) / 1000 }
}

try {
  const found: Peaks[] = []
  for (const files of [count, count * TIMES]) {
    const { folder, bytes } = dump(files)
    const peaks = await triaged(folder)
    found.push(peaks)
    console.log(
      `${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${peaks.seconds.toFixed(1)} s: a worker ${peaks.worker.toFixed(0)} MB (of ${peaks.workers}), the command ${peaks.main.toFixed(0)} MB, all together ${peaks.all.toFixed(0)} MB; its report ${(statSync(join(`${folder}-case`, 'report.html')).size / 1e6).toFixed(1)} MB`,
    )
  }
  const [small, large] = found
  if (small && large)
    console.log(
      `${TIMES} × the files: a worker ${(large.worker / small.worker).toFixed(2)} ×, the command ${(large.main / small.main).toFixed(2)} ×, all together ${(large.all / small.all).toFixed(2)} ×`,
    )
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
