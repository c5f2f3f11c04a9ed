import type { RawRecord } from './importer.ts'

/** Where a page was found: a file, or an address at a time. */
export interface Found {
  file?: string
  url?: string | null
  captured?: string | null
}

/** A page as the SELECTs read it. What reads pages is loaded with the first of them. */
export async function pageRecord(row: number, html: string, from: Found): Promise<RawRecord> {
  const [{ readPage }, { UnreadablePage }] = await Promise.all([
    import('./html-page.ts'),
    import('./html-tree.ts'),
  ])
  try {
    const page = readPage(html, from.url ?? null)
    return {
      row,
      json: JSON.stringify({ file: from.file ?? null, captured: from.captured ?? null, ...page }),
    }
  } catch (error) {
    if (!(error instanceof UnreadablePage)) throw error
    return { row, problem: error.message, raw: from.url ?? from.file ?? '' }
  }
}

export const isHtml = (contentType: string) => /^\s*(text\/html|application\/xhtml\+xml)/i.test(contentType)
