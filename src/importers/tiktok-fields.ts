import type { Fields } from './importer.ts'

const words = (text: string) => text.trim().split(/\s+/)

/** Where answers keep their items. */
const PLACES = [
  '',
  'itemList.',
  'item_list.',
  'collector.',
  'comments.',
  'data.videos.',
  'data.comments.',
  'data.item.',
  'ItemModule.*.',
  'itemInfo.itemStruct.',
]
const everywhere = (names: readonly string[]) => PLACES.flatMap(place => names.map(name => place + name))

const READ = words(`
  id cid aweme_id video_id text desc video_description description createTime create_time createTimeISO timestamp textLanguage
  desc_language comment_language webVideoUrl author authorId nickname username uploader uploader_id channel extractor_key
  authorMeta.id authorMeta.name authorMeta.nickName authorMeta.signature authorMeta.verified authorMeta.private
  authorMeta.privateAccount authorMeta.fans authorMeta.following authorMeta.digg authorMeta.video user authorStats authorStatsV2
  stats statsV2 statistics diggCount shareCount commentCount playCount digg_count reply_comment_total like_count share_count
  repost_count comment_count reply_count view_count hashtags hashtag_names challenges cha_list textExtra contents text_extra
  musicMeta.musicId music music_id duetInfo stitchInfo parent_comment_id reply_id reply_to_reply_id reply_comment`)

const LEFT = words(`
  secretID authorMeta musicMeta covers videoUrl videoUrlNoWaterMark videoApiUrlNoWaterMark videoMeta downloaded mentions
  input isAd isSponsored isPinned isSlideshow isMuted mediaUrls detailedMentions repostCount collectCount searchHashtag subtitleLinks
  locationCreated submittedVideoUrl slideshowImageLinks fromProfileSection commentsDatasetUrl
  AIGCDescription BAInfo CategoryType HasPromoteEntry IsAigc IsHDBitrate adAuthorization adLabelVersion aigcLabelType anchors authorSecId
  avatarThumb backendSourceEventTracking brandOrganicType channelTags collected creatorAIComment digged diversificationId
  diversificationLabels duetDisplay duetEnabled effectStickers event forFriend imagePost indexEnabled isECVideo isPinnedItem isReviewing
  itemCommentStatus itemMute item_control keywordTags maskType moderationStatus officalItem originalItem playlistId poi privateItem
  scheduleTime secret shareEnabled showNotPass stickersOnItem stitchDisplay stitchEnabled suggestedWords takeDown textTranslatable
  titleLanguage titleTranslatable video videoSuggestWordsList vl1 warnInfo
  status user_digged is_author_digged stick_position user_buried label_list author_pin no_show collect_stat trans_btn_style share_info
  allow_download_photo comment_post_item_ids fold_status forbid_reply_with_video image_list is_comment_translatable is_high_purchase_intent
  region_code effect_ids playlist_id voice_to_text favorites_count is_stem_verified video_duration hashtag_info_list sticker_info_list
  effect_info_list video_mention_list video_label video_tag`)

/** What the answers, the page's own data and yt-dlp have beside them. */
const AROUND = words(`
  statusCode status_code status_msg extra log_pb cursor hasMore has_more total alias_comment_deleted data.cursor data.has_more
  data.search_id error data.type data.common headers zip json csv AppContext SEOState UserModule __DEFAULT_SCOPE__ itemInfo
  webpage_url original_url title fulltitle formats format format_id thumbnails thumbnail subtitles automatic_captions http_headers track
  artist artists album duration duration_string channel_id channel_url uploader_url upload_date epoch extractor webpage_url_basename
  webpage_url_domain display_id url ext protocol vcodec acodec width height resolution aspect_ratio filesize tbr quality save_count`)

/** What TikTok's objects hold, as the page, the Research API and the tools write them; of the app's, which hold far more, all is known. */
export const VIDEO_FIELDS: Fields = {
  read: [...everywhere(READ), 'aweme_list'],
  left: [...everywhere(LEFT), ...AROUND],
}
