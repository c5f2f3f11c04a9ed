import { type ChildProcess, spawn } from 'node:child_process'
import { bundled } from './bundled.ts'

/** When a process is to die: before or after a change it makes to the file system, or so many milliseconds in. */
export type Death = { change: number; moment: 'before' | 'after' } | { ms: number }

export interface Died {
  killed: boolean
  /** Of one that lived: how many changes it made, and how long it took. */
  whole: { changes: number; ms: number } | null
  stderr: string
}

/** A process that has loaded the command and waits for its word: when to die, or null to live. */
export interface Waiting {
  run: (death: Death | null) => Promise<Died>
}

/** Bundles the command, so that a process of it starts in less than half a second. */
export async function dyingCommand(): Promise<{
  wait: (args: readonly string[]) => Waiting
  remove: () => Promise<void>
}> {
  const { path, remove } = await bundled('dying.ts')
  return {
    wait: args => {
      const child = spawn(process.execPath, [path, ...args], {
        env: { ...process.env, LANG: 'C', NODE_OPTIONS: '' },
      })
      return { run: death => run(child, death) }
    },
    remove,
  }
}

function run(child: ChildProcess, death: Death | null): Promise<Died> {
  let stdout = ''
  let stderr = ''
  let timer: NodeJS.Timeout | undefined
  let started = false
  const start = () => {
    if (started || !stdout.includes('ready')) return
    started = true
    child.stdin?.write(death && 'change' in death ? `go ${death.change} ${death.moment}\n` : 'go\n')
    if (death && 'ms' in death) timer = setTimeout(() => child.kill('SIGKILL'), death.ms)
  }
  child.stdout?.on('data', data => {
    stdout += data
    start()
  })
  child.stderr?.on('data', data => {
    stderr += data
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => {
      clearTimeout(timer)
      const last = /^\{"changes.*$/m.exec(stdout)?.[0]
      resolve({
        killed: signal === 'SIGKILL',
        whole: last ? (JSON.parse(last) as Died['whole']) : null, // written by dying.ts
        stderr,
      })
    })
  })
}
