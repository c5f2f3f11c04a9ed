import { coortweet } from './coortweet.ts'
import { crowdtangle } from './crowdtangle.ts'
import { fourchan } from './fourchan.ts'
import type { Importer } from './importer.ts'
import { ndjson, table } from './mapped.ts'
import { qut } from './qut.ts'
import { twitterV1 } from './twitter-v1.ts'
import { twitterV2 } from './twitter-v2.ts'
import { webPages } from './web-pages.ts'

/** Every importer, one a line. The last two take what no other recognises. */
// biome-ignore format: a line each, so that adding one touches no other
export const importers: readonly Importer[] = [
  twitterV2,
  twitterV1,
  fourchan,
  crowdtangle,
  coortweet,
  qut,
  webPages,
  table,
  ndjson,
]
