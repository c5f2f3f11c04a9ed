import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { main } from '../src/cli/index.ts'

const ENTRY = fileURLToPath(new URL('../src/cli/index.ts', import.meta.url))
const LOADER = import.meta.resolve('tsx')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the command from its sources, as a process of its own. `signal` ends it where it stands, or asks it to end by `by`. */
export function sillage(
  args: readonly string[],
  options: {
    cwd?: string
    env?: Record<string, string>
    signal?: AbortSignal
    by?: NodeJS.Signals
  } = {},
): Promise<Ended> {
  const script = `import { main } from ${JSON.stringify(ENTRY)}; await main(${JSON.stringify(args)})`
  const child = spawn(process.execPath, ['--import', LOADER, '--input-type=module', '-e', script], {
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, LANG: 'C', NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  options.signal?.addEventListener('abort', () => child.kill(options.by ?? 'SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
}

/** The same within this process, which is quicker; paths are then best absolute. */
export async function sillageHere(args: readonly string[]): Promise<Ended> {
  const ended: Ended = { code: 0, stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map(stream =>
    vi.spyOn(process[stream], 'write').mockImplementation(text => {
      ended[stream] += text
      return true
    }),
  )
  const before = {
    code: process.exitCode,
    interrupt: process.listeners('SIGINT'),
    error: process.stdout.listeners('error'),
  }
  process.exitCode = undefined
  try {
    await main(args)
    ended.code = Number(process.exitCode ?? 0)
  } finally {
    process.exitCode = before.code
    for (const spy of spies) spy.mockRestore()
    for (const listener of process.listeners('SIGINT'))
      if (!before.interrupt.includes(listener)) process.removeListener('SIGINT', listener)
    for (const listener of process.stdout.listeners('error'))
      if (!before.error.includes(listener)) process.stdout.removeListener('error', listener as () => void) // as it was added
  }
  return ended
}
