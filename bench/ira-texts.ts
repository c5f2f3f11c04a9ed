import { existsSync } from 'node:fs'
import { Store } from '../src/store/store.ts'

const IRA = '../shared/data/posts/ira-2016h2.csv.gz'

/** The texts of the IRA posts in their order; says so, and gives null, where the data is not here. */
export async function iraTexts(): Promise<string[] | null> {
  if (!existsSync(IRA)) {
    console.log(`skipped: ${IRA} is not here`)
    return null
  }
  const store = await Store.open()
  try {
    const texts: string[] = []
    for await (const some of store.texts(
      `SELECT content FROM read_csv('${IRA}', all_varchar = true) WHERE content IS NOT NULL`,
    ))
      texts.push(...some)
    return texts
  } finally {
    await store.close()
  }
}
