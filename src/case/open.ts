import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { CaseConfig, CustodyEntry, CustodySource } from '../model/case.ts'
import { TABLE_NAMES } from '../model/tables.ts'
import { appendCustody, readCustody } from './custody.ts'
import { type Layout, layout } from './layout.ts'
import { withLock } from './lock.ts'
import { CaseProblem } from './problems.ts'

export interface Case {
  dir: string
  at: Layout
  config: CaseConfig
  custody: CustodyEntry[]
}

export type CaseChoice = Partial<Omit<CaseConfig, 'sillage'>>

/** Makes a case's folder. @throws CaseProblem when there is one already, or the folder holds other things. */
export async function createCase(dir: string, choice: CaseChoice = {}): Promise<Case> {
  const at = layout(resolve(dir))
  if (await exists(at.config))
    throw new CaseProblem(`${dir} is a case already; add to it with: sillage add FILE… --case ${dir}`)
  await refuseOccupied(dir, at)
  for (const table of TABLE_NAMES) await mkdir(at.table(table), { recursive: true })
  for (const folder of [at.sources, at.findings]) await mkdir(folder, { recursive: true })
  await mkdir(resolve(dir, 'rejects'), { recursive: true })
  const config: CaseConfig = {
    sillage: 1,
    title: choice.title ?? choice.about?.[0] ?? basename(resolve(dir)),
    about: choice.about ?? [],
    windows: choice.windows ?? [],
    zone: choice.zone ?? 'UTC',
    ...(choice.simulated ? { simulated: true } : {}),
  }
  // case.json comes last: a folder without it is no case yet, and the next try makes it.
  const entry = await appendCustody(at.custody, [], { event: 'created', config })
  await writeConfig(at, config)
  return { dir: resolve(dir), at, config, custody: [entry] }
}

const OWN = new Set(['tables', 'sources', 'findings', 'rejects'])

/** A folder is free when nothing is in it but what an unfinished `createCase` leaves; that is cleared away. */
async function refuseOccupied(dir: string, at: Layout): Promise<void> {
  const others = (await readdir(resolve(dir)).catch(() => [])).filter(
    name =>
      !name.startsWith('.') && !OWN.has(name) && name !== basename(at.custody) && !name.endsWith('.part'),
  )
  if (others.length > 0)
    throw new CaseProblem(
      `${dir} holds other things (${others.slice(0, 3).join(', ')}); choose an empty folder for the case.`,
    )
  if (!(await exists(at.custody))) return
  if ((await readCustody(at.custody)).length > 1)
    throw new CaseProblem(`${dir} has a custody log but no case.json; restore it from a copy.`)
  await rm(at.custody)
}

/** `case.json` as it is written. */
export const configText = (config: CaseConfig) => `${JSON.stringify(config, null, 2)}\n`
const writeConfig = (at: Layout, config: CaseConfig) => writeWhole(at.config, configText(config))

/** @throws CaseProblem when the folder is no case, or its case.json cannot be read. */
export async function openCase(dir: string): Promise<Case> {
  const at = layout(resolve(dir))
  if (!(await exists(at.config)))
    throw new CaseProblem(
      `${dir} is not a case (it has no case.json). Make one with: sillage new ${dir}, or say --case DIR.`,
    )
  let config: CaseConfig
  try {
    config = JSON.parse(await readFile(at.config, 'utf8')) as CaseConfig // written by createCase; verify compares it with custody
  } catch {
    throw new CaseProblem(`${at.config} is not valid JSON; mend it or restore it from a copy.`)
  }
  if (config?.sillage !== 1)
    throw new CaseProblem(`${at.config} was made by another version of Sillage (format ${config?.sillage}).`)
  return { dir: resolve(dir), at, config, custody: await readCustody(at.custody) }
}

/** Changes what the case is about, and logs it. */
export async function configureCase(given: Case, choice: CaseChoice): Promise<Case> {
  const config: CaseConfig = { ...given.config, ...choice }
  if (JSON.stringify(config) === JSON.stringify(given.config)) return given
  return withLock(given, async () => {
    const custody = await readCustody(given.at.custody)
    // Logged first: cut short in between, the same words again log and write it anew.
    const entry = await appendCustody(given.at.custody, custody, { event: 'configured', config })
    await writeConfig(given.at, config)
    return { ...given, config, custody: [...custody, entry] }
  })
}

/** The sources that custody knows, in the order they were added, each as it was last mapped. */
export function sourcesOf(given: Case): CustodySource[] {
  const sources = new Map<string, CustodySource>()
  for (const { source } of given.custody) if (source) sources.set(source.sha256, source)
  return [...sources.values()]
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Written beside and renamed, so that a reader finds the old file or the new one, never half of it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`
  await writeFile(beside, text)
  await rename(beside, path)
}
