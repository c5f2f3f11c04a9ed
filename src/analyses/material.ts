import type { Material, Text } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import type { Analysis } from './analysis.ts'

/** What a question is asked of: posts, a dump's documents where it needs their facts, or both where it needs both. */
function materialsOf({ needs }: Pick<Analysis, 'needs'>): Material[] {
  const ofDump = needs.filter(need => need.startsWith('fact.')).length
  return ofDump === 0 ? ['posts'] : ofDump === needs.length ? ['documents'] : ['documents', 'posts']
}

/** What a question is asked of and the case holds none of: such questions are passed over, and said in one sentence. */
export async function lackingOf(store: Store, analysis: Pick<Analysis, 'needs'>): Promise<Material | null> {
  for (const material of materialsOf(analysis)) {
    // Profiles alone are something to ask: signs of automation are seen in them.
    const tables = material === 'documents' ? ['document'] : ['post', 'account']
    const any = tables.map(table => `EXISTS (SELECT 1 FROM ${table})`).join(' OR ')
    const { some } = await store.row<{ some: boolean }>(`SELECT ${any} AS some`)
    if (!some) return material
  }
  return null
}

/** Why none of the questions of one kind was asked. */
export const LACKING: Readonly<Record<Material, Text>> = {
  documents: {
    en: 'the case holds no dump (sillage triage reads one)',
    fr: 'le dossier ne contient aucune fuite de documents (sillage triage en lit une)',
  },
  posts: {
    en: 'the case holds no posts (sillage add adds them)',
    fr: 'le dossier ne contient aucun message (sillage add en ajoute)',
  },
}

const ABOUT: Readonly<Record<Material, Text>> = {
  documents: { en: 'documents', fr: 'documents' },
  posts: { en: 'posts', fr: 'messages' },
}

/** One sentence for each kind of question that was passed over, in place of a section for each question. */
export const passedOver = (records: readonly { lacking?: Material }[]): Text[] =>
  [...new Set(records.flatMap(({ lacking }) => lacking ?? []))].map(material => ({
    en: `Questions about ${ABOUT[material].en} were not asked: ${LACKING[material].en}.`,
    fr: `Les questions sur les ${ABOUT[material].fr} n’ont pas été posées : ${LACKING[material].fr}.`,
  }))
