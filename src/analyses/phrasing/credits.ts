import type { Store } from '../../store/store.ts'

/**
 * Agencies as a credit writes them, in any language. Short on purpose: a name is a credit only where a credit stands, in
 * brackets, after © or a dash, before a dash at the beginning, after "via" or an @.
 */
export const AGENCIES =
  'AFP|Reuters|REUTERS|AP|dpa|ANSA|EFE|TASS|Xinhua|Belga|ATS|APA|UPI|PTI|Kyodo|Interfax|ANP|PAP|Lusa'

const WIRE = [
  `\\([^()]{0,40}\\b(${AGENCIES})\\)`,
  `©\\s?(${AGENCIES})\\b`,
  `(^|\\n)[^\\n]{0,40}\\b(${AGENCIES})\\)?\\s?[–—-]\\s`,
  `[/–—-]\\s?(${AGENCIES})\\s*$`,
  `(?i:\\b(via|source ?:|avec|with|mit|con|от))\\s@?(${AGENCIES})\\b`,
  `@(${AGENCIES})\\b`,
].join('|')

/** Words between quotation marks of any kind, long enough to be more than a phrase. */
const QUOTED = '[“«„"][^“”«»„"]{20,}[”»"“]'
/** Whose words they are: an account, a name before a colon and the marks, or one after them and a dash. */
const CREDITED = `@[\\p{L}\\p{N}_]|\\p{Lu}[\\p{L} ’''.-]{1,60} ?: ?[“«„"]|[”»"“]\\s*[,(]?\\s*[—–-]\\s*\\p{Lu}`

/** Of grouped posts, those that credit an agency or, being mostly a quotation, someone: `near_text_credit` (i, credit). */
const CREDITS = `
  CREATE OR REPLACE TEMP TABLE near_text_credit AS
  WITH said AS (
    SELECT n.i, p.text, trim(regexp_replace(p.text, 'https?://\\S+|#\\S+', '', 'g')) AS words
    FROM near_text AS n JOIN near_text_post AS p ON p.i = n.i
  )
  SELECT i,
    CASE
      WHEN regexp_matches(text, $wire) THEN 'wire'
      WHEN length(regexp_replace(words, $quoted, '', 'g')) <= length(words) * 0.5 AND regexp_matches(words, $credited)
        THEN 'quotation'
    END AS credit
  FROM said
  WHERE regexp_matches(text, '[“«„"©@(–—/-]|(?i:via|source|avec|with|mit|con|от)')`

export async function findCredits(store: Store): Promise<void> {
  await store.run(CREDITS, { wire: WIRE, quoted: QUOTED, credited: CREDITED })
  await store.run('DELETE FROM near_text_credit WHERE credit IS NULL')
}
