import type { Fields } from './importer.ts'
import { FLAT_NAMES, FLAT_TIMES } from './telegram-flat.ts'

const words = (list: string) => list.trim().split(/\s+/)

/** Telethon, the Bot API and Pyrogram, and what snscrape and TGDataset have besides the flat names. */
const READ = words(`
  _ _type id date message message_id peer_id to_id from_id fwd_from reply_to reply_to_msg_id reply_to_message reply_to_message_id
  views forwards replies entities media.photo.id media.document.id media.webpage.url media.poll reply_markup.rows action
  retrieved_utc chat sender_chat from from_user text caption caption_entities forward_from_chat forward_from_message_id
  forward_from forward_sender_name forward_date forward_origin message_thread_id is_topic_message reply_to_top_message_id
  via_bot.username photo video.file_unique_id document.file_unique_id animation.file_unique_id audio.file_unique_id
  voice.file_unique_id service empty pinned_message new_chat_members left_chat_member poll.question poll.options.text outlinks
  description members verified participants_count username title first_name last_name list tgdataset`)

/** Reactions are not likes; of a web page's preview, its address is what was shared. */
const LEFT = words(`
  category out mentioned media_unread silent post from_scheduled legacy edit_hide pinned noforwards invert_media offline
  video_processing_pending from_boosts_applied saved_peer_id via_bot_id via_business_bot_id edit_date post_author grouped_id
  reactions restriction_reason ttl_period quick_reply_shortcut_id effect factcheck report_delivery_until_date
  paid_message_stars suggested_post schedule_repeat_period media reply_markup updated_utc author_signature author
  has_protected_content has_media_spoiler media_group_id link_preview_options is_automatic_forward is_from_offline sender_tag
  sender_boost_count sender_business_bot business_connection_id video document animation audio voice video_note sticker story
  contact dice game venue location web_page poll via_bot reply_to_story quote external_reply effect_id outgoing mentioned
  scheduled from_scheduled reply_to_message.reply_markup empty linkPreview forwarded mentions hashtags views.granularity
  photo photos videos links files photosGranularity access_hash broadcast megagroup creator left verified restricted
  signatures min scam fake gigagroup has_link has_geo slowmode_enabled call_active call_not_empty noforwards join_to_send
  join_request forum stories_hidden stories_hidden_min stories_unavailable signature_profiles autotranslation photo
  admin_rights banned_rights default_banned_rights usernames stories_max_id color profile_color emoji_status level
  subscription_until_date bot_verification_icon send_paid_messages_stars linked_monoforum_id deactivated version migrated_to
  is_self contact mutual_contact deleted bot bot_chat_history bot_nochats bot_inline_geo support apply_min_photo premium
  attach_menu_enabled bot_can_edit close_friend contact_require_premium bot_business bot_has_main_app phone status
  bot_info_version bot_inline_placeholder lang_code bot_active_users`)

/** In pages of messages, and in the Bot API's updates. */
const everywhere = (names: readonly string[]) =>
  [
    '',
    'messages.',
    'chats.',
    'users.',
    'channel_post.',
    'edited_channel_post.',
    'edited_message.',
    'result.message.',
    'result.channel_post.',
  ].flatMap(place => names.map(name => place + name))

export const CHANNEL_FIELDS: Fields = {
  read: everywhere([...new Set([...READ, ...FLAT_NAMES])]),
  expected: [[...everywhere(FLAT_TIMES), 'message.date'].join('|')],
  left: [
    ...everywhere([...new Set(LEFT)]),
    'update_id',
    'ok',
    'result.update_id',
    'pts',
    'count',
    'offset_id_offset',
    'inexact',
    'topics',
  ],
}
