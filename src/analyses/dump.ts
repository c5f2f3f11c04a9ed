import type { FindingCoverage, Text } from '../model/finding.ts'
import type { Asked } from './analysis.ts'

const COVERED = `
  SELECT (SELECT count(*) FROM document) AS documents, min("at") AS first, max("at") AS last
  FROM fact
  WHERE name IN ('modified', 'mail_date') AND "at" IS NOT NULL`

/** How many documents were read, and between which times they say that they were saved or sent. */
export async function dumpCoverage({ store }: Asked): Promise<FindingCoverage> {
  const { documents, first, last } = await store.row<{
    documents: number
    first: number | null
    last: number | null
  }>(COVERED)
  return { posts: 0, from: first ?? 0, to: last ?? 0, documents }
}

/** What every finding about metadata has to say with it. */
export const METADATA_CAVEATS: readonly Text[] = [
  {
    en: 'Metadata can be planted: anyone can write any name, date or language into a file.',
    fr: 'Les métadonnées peuvent être placées là exprès : n’importe qui peut écrire n’importe quel nom, date ou langue dans un fichier.',
  },
  {
    en: 'A name is no person: namesakes exist, computers are borrowed, and an innocent employee’s name may stand in every file of an office.',
    fr: 'Un nom n’est pas une personne : il y a des homonymes, des ordinateurs prêtés, et le nom d’un employé innocent peut figurer dans tous les fichiers d’un bureau.',
  },
]
