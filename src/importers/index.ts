import { bluesky } from './bluesky.ts'
import { blueskyJetstream } from './bluesky-jetstream.ts'
import { blueskyTable } from './bluesky-table.ts'
import { coortweet } from './coortweet.ts'
import { crowdtangle, crowdtangleApi } from './crowdtangle.ts'
import { fediverse } from './fediverse.ts'
import { fourcat } from './fourcat.ts'
import { fourcatNdjson } from './fourcat-ndjson.ts'
import { fourchan } from './fourchan.ts'
import { fourchanArchive } from './fourchan-archive.ts'
import { hoaxy } from './hoaxy.ts'
import type { Importer } from './importer.ts'
import { ndjson, table } from './mapped.ts'
import { metaContentLibrary, metaContentLibraryJson } from './meta-content-library.ts'
import { minet } from './minet.ts'
import { pagesJson, pagesTable } from './pages-table.ts'
import { qut } from './qut.ts'
import { reddit } from './reddit.ts'
import { redditTable } from './reddit-table.ts'
import { snscrape } from './snscrape.ts'
import { snscrapeTable } from './snscrape-table.ts'
import { telegramChannel } from './telegram-channel.ts'
import { telegramDesktop } from './telegram-desktop.ts'
import { telegramTable } from './telegram-table.ts'
import { tiktok } from './tiktok.ts'
import { tiktokTable } from './tiktok-table.ts'
import { twarcCsv } from './twarc-csv.ts'
import { twarc1Csv } from './twarc1-csv.ts'
import { twitterV1 } from './twitter-v1.ts'
import { twitterV2 } from './twitter-v2.ts'
import { webPages } from './web-pages.ts'
import { xInfoops } from './x-infoops.ts'
import { xToolsTable } from './x-tools-table.ts'
import { xUsers } from './x-users.ts'
import { youtube } from './youtube.ts'
import { youtubeTable } from './youtube-table.ts'

/** Every importer, one a line. The last two take what no other recognises. */
// biome-ignore format: a line each, so that adding one touches no other
export const importers: readonly Importer[] = [
  twitterV2,
  twitterV1,
  fourchan,
  fourchanArchive,
  crowdtangle,
  crowdtangleApi,
  metaContentLibrary,
  metaContentLibraryJson,
  coortweet,
  qut,
  fourcat,
  fourcatNdjson,
  reddit,
  redditTable,
  telegramDesktop,
  telegramChannel,
  telegramTable,
  tiktok,
  tiktokTable,
  youtube,
  youtubeTable,
  xInfoops,
  xUsers,
  twarcCsv,
  twarc1Csv,
  snscrape,
  snscrapeTable,
  minet,
  xToolsTable,
  hoaxy,
  bluesky,
  blueskyJetstream,
  blueskyTable,
  fediverse,
  webPages,
  pagesTable,
  pagesJson,
  table,
  ndjson,
]
