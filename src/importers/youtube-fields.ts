import type { Fields } from './importer.ts'

const words = (text: string) => text.trim().split(/\s+/)
/** Resources stand in an answer's list or alone. */
const everywhere = (names: readonly string[]) =>
  ['', 'items.'].flatMap(place => names.map(name => place + name))

const COMMENT_READ = words(
  'id kind snippet.parentId snippet.videoId snippet.textOriginal snippet.textDisplay snippet.authorDisplayName snippet.authorChannelId snippet.likeCount snippet.publishedAt',
)
const COMMENT_LEFT = words(
  'etag snippet.authorProfileImageUrl snippet.authorChannelUrl snippet.canRate snippet.viewerRating snippet.channelId snippet.updatedAt snippet.moderationStatus',
)
const inside = (place: string, names: readonly string[]) => names.map(name => `${place}.${name}`)

/** What the Data API's resources, yt-dlp's descriptions and youtube-comment-downloader's comments hold. */
export const RESOURCE_FIELDS: Fields = {
  read: [
    ...everywhere([
      ...COMMENT_READ,
      ...inside('snippet.topLevelComment', COMMENT_READ),
      ...inside('replies.comments', COMMENT_READ),
      ...words(`
        snippet.totalReplyCount snippet.channelId snippet.channelTitle snippet.title snippet.description snippet.defaultLanguage
        snippet.defaultAudioLanguage snippet.customUrl snippet.country snippet.resourceId.videoId snippet.videoOwnerChannelId
        snippet.videoOwnerChannelTitle contentDetails.videoId contentDetails.videoPublishedAt statistics`),
    ]),
    ...words(`
      error extractor_key title description channel_id channel uploader_id channel_follower_count timestamp upload_date view_count
      like_count comment_count language epoch comments cid time author`),
  ],
  left: [
    ...everywhere([
      ...COMMENT_LEFT,
      ...inside('snippet.topLevelComment', COMMENT_LEFT),
      ...inside('replies.comments', COMMENT_LEFT),
      ...words(`
        snippet.canReply snippet.isPublic snippet.thumbnails snippet.tags snippet.categoryId snippet.liveBroadcastContent snippet.localized
        snippet.publishTime snippet.playlistId snippet.position snippet.resourceId contentDetails status topicDetails brandingSettings
        recordingDetails liveStreamingDetails paidProductPlacementDetails player localizations`),
    ]),
    ...words(`
      nextPageToken prevPageToken pageInfo regionCode text votes replies photo heart reply time_parsed paid
      formats thumbnails thumbnail categories tags chapters heatmap automatic_captions subtitles extractor webpage_url original_url
      webpage_url_basename webpage_url_domain display_id fulltitle duration duration_string is_live was_live live_status release_timestamp
      release_date release_year availability playable_in_embed age_limit uploader uploader_url channel_url channel_is_verified media_type
      format format_id format_note ext protocol filesize filesize_approx tbr vbr abr asr fps width height resolution aspect_ratio vcodec acodec
      dynamic_range audio_channels stretched_ratio requested_formats requested_subtitles playlist playlist_index _type _version
      _has_drm average_rating modified_timestamp modified_date`),
  ],
}
