/** A document's content and properties, before a format is chosen for it. Times are milliseconds UTC. */
export interface Content {
  title: string
  language: 'en' | 'fr'
  blocks: readonly Block[]
  creator: string
  lastModifiedBy: string
  company?: string
  created: number
  modified: number
  /** The program that says it wrote the file; a format's own default where it is absent. */
  application?: string
  applicationVersion?: string
  /** BCP 47, of the program's user; the content's language where it is absent. */
  locale?: string
  /** XLSX: where the workbook was last saved. */
  savedAt?: string
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; rows: readonly (readonly string[])[] }

/** The text of a content, a line a paragraph, item or row: what survives any format. */
export function linesOf({ title, blocks }: Pick<Content, 'title' | 'blocks'>): string[] {
  return [
    title,
    ...blocks.flatMap(block => {
      if (block.kind === 'list') return block.items.map(item => `- ${item}`)
      if (block.kind === 'table') return block.rows.map(row => row.join('\t'))
      return [block.text]
    }),
  ]
}

/** `2017-05-05T18:49:00Z`. */
export const isoSecond = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
