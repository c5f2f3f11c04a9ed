import { constants, copyFile, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { appendCustody } from '../case/custody.ts'
import { fileSha256, filesUnder } from '../case/hash.ts'
import { layout } from '../case/layout.ts'
import { type Case, openCase } from '../case/open.ts'
import { verifyCase } from '../case/verify.ts'
import { TABLE_NAMES } from '../model/tables.ts'
import { CASE_JSON, CUSTODY_LOG, FINDING, findingPath, isWithin } from './crate-paths.ts'
import { CrateMismatch } from './crate-problems.ts'
import { DestinationTaken } from './destination.ts'
import { readCrate, type SoundCrate } from './read-crate.ts'

/**
 * Makes a case of an RO-Crate that Sillage wrote: the same tables, rejects, sources and findings, byte for byte, and the
 * same custody log with one line more, which says what crate it was read from. Everything is checked before anything is
 * written, and once more when it stands; the case is made beside its place and moved there whole. The report does not
 * come along: it is made from the findings.
 * @throws CrateProblem, CrateMismatch, DestinationTaken
 */
export async function importCase(
  from: string,
  to: string,
  onProgress: (done: number, total: number, path: string) => void = () => {},
): Promise<{ case: Case; files: number; withheld: string[] }> {
  const dir = resolve(to)
  await refuseTaken(dir, resolve(from))
  const crate = await readCrate(from, onProgress)
  const making = `${dir}.part`
  await rm(making, { recursive: true, force: true })
  try {
    await copyCase(crate, making)
    await checkCopy(crate, making)
    await rm(dir, { recursive: true, force: true })
    await rename(making, dir)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
  const names = new Map(crate.custody.flatMap(({ source }) => (source ? [[source.sha256, source.name]] : [])))
  return {
    case: await openCase(dir),
    files: crate.files.length,
    withheld: crate.withheld.map(sha256 => names.get(sha256) ?? sha256),
  }
}

async function refuseTaken(dir: string, from: string): Promise<void> {
  if (isWithin(from, dir) || isWithin(dir, from))
    throw new DestinationTaken(`${dir} is inside the crate or around it; choose another place with -o.`)
  const found = await lstat(dir).catch(() => null)
  if (found && !(found.isDirectory() && (await readdir(dir)).length === 0))
    throw new DestinationTaken(`${dir} exists; choose another name with -o.`)
}

async function copyCase(
  { dir, files, custody, sha256, withheld, moved }: SoundCrate,
  to: string,
): Promise<void> {
  const at = layout(to)
  for (const folder of [...TABLE_NAMES.map(at.table), at.sources, at.findings, join(to, 'rejects')])
    await mkdir(folder, { recursive: true })
  for (const { path, kind } of files) {
    const inside =
      kind === 'folder' ? (await filesUnder(join(dir, path))).map(file => `${path}/${file}`) : [path]
    for (const file of inside) await copyOne(join(dir, file), join(to, file))
  }
  await copyOne(join(dir, CUSTODY_LOG), at.custody)
  await appendCustody(at.custody, custody, {
    event: 'imported',
    imported: { crate: sha256, withheld, moved },
  })
  await copyOne(join(dir, CASE_JSON), at.config)
}

async function copyOne(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to, constants.COPYFILE_FICLONE)
}

/** A file may change between the look at it and its copy. */
async function checkCopy({ files }: SoundCrate, making: string): Promise<void> {
  const { mismatches } = await verifyCase(await openCase(making))
  const changed = [...mismatches.map(({ path }) => path)]
  for (const { path, sha256 } of files)
    if (
      path === findingPath(path.slice(findingPath('').length)) &&
      FINDING.test(path.slice(findingPath('').length))
    )
      if ((await fileSha256(join(making, path))) !== sha256) changed.push(path)
  if (changed.length > 0)
    throw new CrateMismatch(`${changed[0]} changed while the crate was read; nothing was kept. Try again.`)
}
