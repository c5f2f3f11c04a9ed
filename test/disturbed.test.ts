import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addSource } from '../src/case/add.ts'
import { filesUnder } from '../src/case/hash.ts'
import { type Case, createCase, openCase, sourcesOf } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { bundled } from './bundled.ts'
import { type Ended, sillageHere } from './command.ts'

const isRoot = process.getuid?.() === 0
const NOBODY = 65534

let folder: string
let program: Awaited<ReturnType<typeof bundled>>
let count = 0
const at = (name: string) => join(folder, name)
const row = (i: number) => `${1_494_010_140 + i},a${i % 97},en,"post ${i} ${Math.sin(i)}"`
const csv = (rows: number) =>
  ['at,account_id,lang,text', ...Array.from({ length: rows }, (_, i) => row(i)), ''].join('\n')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-disturbed-'))
  await chmod(folder, 0o755)
  await writeFile(at('small.csv'), csv(50))
  await writeFile(at('large.csv'), csv(60_000))
  program = await bundled('dying.ts')
})
afterAll(async () => {
  await program?.remove()
  await rm(folder, { recursive: true, force: true })
})

/** The command as a process, by another user or under a limit where `before` says so. */
function command(
  args: readonly string[],
  options: { before?: readonly string[]; uid?: number } = {},
): Promise<Ended> {
  const whole = [...(options.before ?? []), process.execPath, program.path, ...args]
  const child = spawn(whole[0] as string, whole.slice(1), {
    env: { ...process.env, LANG: 'C', NODE_OPTIONS: '', HOME: folder },
    cwd: folder,
    ...(options.uid ? { uid: options.uid, gid: options.uid } : {}),
  })
  child.stdin.end('go\n')
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', data => {
    ended.stdout += data
  })
  child.stderr.on('data', data => {
    ended.stderr += data
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ ...ended, code }))
  })
}

const fresh = (place = folder): Promise<Case> => createCase(join(place, `case-${++count}`))

/** One sentence and its code; the case is whole, holds nothing unfinished, and takes the next file. */
async function leftSound({ dir }: Case, ended: Ended, sentence: RegExp, code = 1): Promise<void> {
  expect(ended.stderr).toMatch(sentence)
  expect(ended.stderr).not.toMatch(/should not have|\n\s+at /)
  expect(ended.code, ended.stderr).toBe(code)
  const left = await openCase(dir)
  expect((await verifyCase(left)).mismatches).toEqual([])
  expect((await filesUnder(dir)).filter(file => /\.part$|\.lock|scratch/.test(file))).toEqual([])
  const { added } = await addSource(left, at('small.csv'))
  expect(added.source.counts.posts + added.source.counts.duplicates).toBe(50)
  expect((await verifyCase(await openCase(dir))).mismatches).toEqual([])
}

describe('a disk that is full', () => {
  const limits = [
    ['its copy grows', '1000', []],
    ['its parts grow', '200', ['--reference']],
    ['anything does', '1', ['--reference']],
  ] as const
  test.each(limits)('when %s ends in one sentence, for any user', async (_, kilobytes, args) => {
    // RLIMIT_FSIZE: no file may grow beyond it; to the program it is a disk that is full.
    const given = await fresh()
    const before = ['bash', '-c', `ulimit -f ${kilobytes}; exec "$@"`, 'bash']
    const ended = await command(['add', at('large.csv'), '--case', given.dir, ...args], { before })
    await leftSound(given, ended, /disk is full\. Free some space and run the same command again/)
  })

  const canMount = isRoot && process.platform === 'linux' && mounts()
  const spaces = [
    ['for half the copy', 0.5, 0],
    ['for the copy and little more', 1, 100_000],
    ['for the copy and most parts', 1, 900_000],
  ] as const
  test.skipIf(!canMount).each(spaces)(
    'that has room %s ends in one sentence (mounted; skipped where that is not allowed)',
    async (_, share, more) => {
      const disk = at(`disk-${++count}`)
      await mkdir(disk)
      const size = Math.round((await stat(at('large.csv'))).size * share + more)
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk])
      try {
        const given = await fresh(disk)
        const ended = await command(['add', at('large.csv'), '--case', given.dir])
        await leftSound(given, ended, /disk is full\. Free some space and run the same command again/)
      } finally {
        execFileSync('umount', [disk])
      }
    },
  )
})

/** Whether this root may mount: inside a container, it may not. */
function mounts(): boolean {
  const place = join(tmpdir(), `sillage-mount-${process.pid}`)
  const script = `mkdir ${place} && mount -t tmpfs tmpfs ${place} && umount ${place}; done=$?; rmdir ${place}; exit $done`
  return spawnSync('sh', ['-c', script]).status === 0
}

describe('what may not be written or read', () => {
  // Root may do anything: as root, the command runs as nobody.
  const asNobody = isRoot ? { uid: NOBODY } : {}

  test('a case in a folder that is read-only', async () => {
    const given = await fresh()
    await chmod(given.dir, 0o555)
    const ended = await command(['add', at('small.csv'), '--case', given.dir], asNobody)
    await chmod(given.dir, 0o755)
    await leftSound(given, ended, /Sillage may not write or read here\. Choose another folder/)
  })

  test('a case whose tables are read-only', async () => {
    const given = await fresh()
    if (isRoot) execFileSync('chown', ['-R', `${NOBODY}`, given.dir])
    await chmod(join(given.dir, 'tables/post'), 0o555)
    const ended = await command(['add', at('small.csv'), '--case', given.dir], asNobody)
    await chmod(join(given.dir, 'tables/post'), 0o755)
    await leftSound(given, ended, /tables\/post.*Sillage may not write or read here/)
  })

  test('a file that this user may not read', async () => {
    const given = await fresh()
    if (isRoot) execFileSync('chown', ['-R', `${NOBODY}`, given.dir])
    await writeFile(at('secret.csv'), csv(3), { mode: 0o000 })
    const ended = await command(['add', at('secret.csv'), '--case', given.dir], asNobody)
    await leftSound(given, ended, /secret\.csv: this user may not read it; give it the right/)
  })
})

describe('what is no file', () => {
  const odd = async (name: string, args: string[] = []): Promise<void> => {
    const given = await fresh()
    const ended = await sillageHere(['add', name, '--case', given.dir, ...args])
    await leftSound(
      given,
      ended,
      /is a pipe, a socket or a device, no file: save what comes out of it to a file/,
    )
  }
  test.each([[[]], [['--reference']], [['--dry-run']]])('a pipe, with %j', async args => {
    const path = at(`pipe-${++count}`)
    execFileSync('mkfifo', [path])
    await odd(path, args)
  })
  test('a device', () => odd('/dev/zero'))
  test('a socket', async () => {
    const server = createServer().listen(at('socket'))
    await odd(at('socket'))
    server.close()
  })
  test('links in a circle, in a folder of pages: they are not followed', async () => {
    await mkdir(at('pages/inner'), { recursive: true })
    const page =
      '<!doctype html><meta property="article:published_time" content="2017-05-05T18:49:00Z"><p>words'
    await writeFile(at('pages/one.html'), page)
    await symlink('..', at('pages/inner/up'))
    await symlink('self', at('pages/self'))
    execFileSync('mkfifo', [at('pages/pipe.html')])
    const given = await fresh()
    const { added } = await addSource(given, at('pages'))
    expect(added.source.counts).toMatchObject({ rows: 1, posts: 1 })
    expect(await filesUnder(join(given.dir, added.source.path))).toEqual(['one.html'])
  })
})

test('of two processes that add to one case, one adds and the other says so', async () => {
  for (let round = 0; round < 3; round++) {
    const given = await fresh()
    const both = await Promise.all([1, 2].map(() => command(['add', at('large.csv'), '--case', given.dir])))
    const [done, refused] = both.sort((a, b) => (a.code ?? 9) - (b.code ?? 9))
    expect(done?.code, done?.stderr).toBe(0)
    // Where one was over before the other began, that one found the file there already.
    expect(refused?.stderr).toMatch(
      /another sillage \(process \d+\) is adding to this case; wait for it to end|in the case already/,
    )
    expect(sourcesOf(await openCase(given.dir))).toHaveLength(1)
    expect((await verifyCase(await openCase(given.dir))).mismatches).toEqual([])
  }
})

describe('a file that changes while it is read', () => {
  const changes: [string, (path: string) => Promise<void>][] = [
    ['grows', path => appendFile(path, `${row(7)}\n`)],
    ['is cut', async path => truncate(path, (await stat(path)).size >> 1)],
    ['is emptied', path => truncate(path, 0)],
    [
      'is replaced',
      async path => {
        await writeFile(`${path}.new`, csv(60_000))
        await rename(`${path}.new`, path)
      },
    ],
    ['vanishes', path => rm(path)],
  ]
  let given: Case
  afterEach(async () => {
    expect(sourcesOf(await openCase(given.dir))).toHaveLength(0)
    const { added } = await addSource(await openCase(given.dir), at('small.csv'))
    expect(added.source.counts.posts).toBe(50)
    expect((await verifyCase(await openCase(given.dir))).mismatches).toEqual([])
    expect((await filesUnder(given.dir)).filter(file => /\.part$|\.lock|scratch/.test(file))).toEqual([])
  })

  for (const [what, change] of changes)
    for (const step of ['hashing', 'reading', 'writing'] as const)
      test(`and ${what} during ${step}, by reference, is not added`, async () => {
        given = await fresh()
        const path = at(`${++count}.csv`)
        await writeFile(path, await readFile(at('large.csv')))
        let changed: Promise<void> | undefined
        const adding = addSource(given, path, {
          reference: true,
          onStep: now => {
            if (now === step) changed ??= change(path)
          },
        })
        await expect(adding).rejects.toThrow(
          /changed while it was read: nothing of it was kept; add it again when/,
        )
        await changed
      })

  test('and grows while it is copied is not added, unless the copy was there first', async () => {
    given = await fresh()
    const path = at('growing.csv')
    await writeFile(path, csv(300_000))
    let over = false
    const growing = (async () => {
      while (!over) {
        await appendFile(path, `${row(7)}\n`)
        await setTimeout(1)
      }
    })()
    const adding = addSource(given, path)
    await expect(adding).rejects.toThrow(/growing\.csv changed while it was read/)
    over = true
    await growing
  })
})
