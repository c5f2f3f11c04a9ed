import type { Fields } from './importer.ts'

const READ = `
  id name author created_utc title selftext body link_id parent_id permalink full_link url url_overridden_by_dest is_self
  num_comments num_crossposts view_count author_created_utc crosspost_parent crosspost_parent_list media_metadata
  retrieved_on retrieved_utc updated_on updated_utc _meta.retrieved_2nd_on`

/** Votes are a balance that Reddit blurs, and most archives took it within seconds; of the rest, none is the post's. */
const LEFT = `
  score ups downs upvote_ratio likes score_hidden hide_score edited edited_on subreddit subreddit_id subreddit_name_prefixed
  subreddit_subscribers subreddit_type author_fullname author_id author_cakeday author_premium author_patreon_flair
  author_is_blocked author_flair_background_color author_flair_css_class author_flair_richtext author_flair_template_id
  author_flair_text author_flair_text_color author_flair_type body_html body_sha1 selftext_html all_awardings awarders gilded
  gildings total_awards_received top_awarded_type associated_award can_gild gilded_on is_gildable treatment_tags archived
  locked stickied pinned distinguished collapsed collapsed_reason collapsed_reason_code collapsed_because_crowd_control
  comment_type controversiality depth replies is_submitter no_follow send_replies unrepliable_reason unrepliable nest_level
  num_reports mod_note mod_reason_by mod_reason_title mod_reports user_reports report_reasons removal_reason removed_by
  removed_by_category banned_by banned_at_utc approved_by approved_at_utc can_mod_post ignore_reports removed spam approved
  saved hidden clicked visited created date utc_datetime_str domain domain_override media media_embed media_only secure_media
  secure_media_embed preview thumbnail thumbnail_height thumbnail_width post_hint poll_data is_gallery gallery_data is_video
  link_flair_background_color link_flair_css_class link_flair_richtext link_flair_template_id link_flair_text
  link_flair_text_color link_flair_type link_title link_url link_author link_permalink over_18 spoiler quarantine
  brand_safe contest_mode suggested_sort whitelist_status parent_whitelist_status pwls wls is_crosspostable is_meta
  is_original_content is_reddit_media_domain is_robot_indexable is_created_from_ads_ui allow_live_comments category
  content_categories discussion_type collections events eventsOnRender event_start event_end event_is_live previous_visits
  rte_mode from from_id from_kind retrieved created_from_url relevant promoted promoted_by promoted_display_name promoted_url
  call_to_action href_url is_blank is_survey_ad mobile_ad_url outbound_link show_media third_party_trackers
  third_party_tracking third_party_tracking_2 ad_business adserver_click_url adserver_imp_pixel embed_type embed_url
  domain_override imp_pixel secondary_events original_link ad_promoted_user_posts ad_user_targeting is_unfiltered
  steward_reports is_steward language_code expression_asset_data author_followed crosspost_requires_confirmation
  ai_translated view_more _meta _fetched _replies _comments_by_id comment_limit comment_sort STR_FIELD _reddit _submission _mod`

const words = (list: string) => list.trim().split(/\s+/)
/** By themselves, in an answer, each with its kind, in listings. */
const everywhere = (names: string[]) =>
  ['', 'data.', 'data.children.data.'].flatMap(place => names.map(name => place + name))

export const REDDIT_FIELDS: Fields = {
  expected: ['id', 'created_utc', 'author'].map(name =>
    [name, `data.${name}`, `data.children.data.${name}`, 'data.link_karma'].join('|'),
  ),
  read: [
    ...everywhere(words(READ)),
    'kind',
    'data.children.kind',
    'data.replies',
    'data.children.data.replies',
  ],
  left: [
    ...everywhere(words(LEFT)),
    ...words(
      'metadata error data.after data.before data.dist data.modhash data.geo_filter data.children.data.count data.children.data.children data.count data.children',
    ),
    // accounts
    ...words(
      'link_karma comment_karma total_karma awarder_karma awardee_karma is_employee is_gold is_mod verified has_verified_email icon_img snoovatar_img snoovatar_size accept_followers has_subscribed pref_show_snoovatar is_friend subreddit',
    ).map(name => `data.${name}`),
  ],
}
