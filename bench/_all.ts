import { existsSync } from 'node:fs'
import { runAnalyses } from '../src/analyses/run-all.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase, openCase } from '../src/case/open.ts'
const dir = '/tmp/ira-case'
const given = existsSync(dir) ? await openCase(dir) : (await addSource(await createCase(dir, { about: [] }), '../shared/data/posts/ira-2016h2.csv.gz')).case
const c = process.cpuUsage(); const t = performance.now()
const store = await mountCase(given)
await runAnalyses(given, store, process.argv[2] ? { only: process.argv[2].split(',') } : {})
await store.close()
const u = process.cpuUsage(c)
console.log(((performance.now() - t) / 1000).toFixed(2), 's', ((u.user + u.system) / 1e6).toFixed(2), 'processor')
