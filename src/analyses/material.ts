import type { Material, Text } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import type { Analysis } from './analysis.ts'

/** What a question is asked of: a dump's documents where it needs their facts, else posts. */
export const materialOf = ({ needs }: Pick<Analysis, 'needs'>): Material =>
  needs.some(need => need.startsWith('fact.')) ? 'documents' : 'posts'

/** Whether the case holds none of what a question is asked of: such questions are passed over, and said in one sentence. */
export async function isLacking(store: Store, material: Material): Promise<boolean> {
  // Profiles alone are something to ask: signs of automation are seen in them.
  const tables = material === 'documents' ? ['document'] : ['post', 'account']
  const any = tables.map(table => `EXISTS (SELECT 1 FROM ${table})`).join(' OR ')
  const { some } = await store.row<{ some: boolean }>(`SELECT ${any} AS some`)
  return !some
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
