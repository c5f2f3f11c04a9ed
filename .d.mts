import { rm } from 'node:fs/promises'
import { createCase } from './src/case/open.ts'
import { addSource } from './src/case/add.ts'
import { mountCase } from './src/case/mount.ts'
import { rawRows } from './src/case/raw-row.ts'
for (let k = 0; k < 2; k++) {
await rm('/tmp/dd',{recursive:true,force:true})
const t=Date.now()
const r = await addSource(await createCase('/tmp/dd/ira', {about:['#MerkelMussBleiben']}),'/work/shared/data/posts/ira-2016h2.csv.gz')
console.log('ms', Date.now()-t)
const s = await mountCase(r.case)
const posts = await s.rows<{row:number,account_id:string}>(`select "row", account_id from post where "row" % 97 = 0 order by "row"`)
const raw = await rawRows(r.case, r.added.source, posts.map(p=>p.row))
console.log(posts.length, 'wrong', posts.filter(p => JSON.parse(raw.get(p.row)!).author_id !== p.account_id).length)
await s.close()
}
