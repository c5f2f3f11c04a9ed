/**
 * Telegram numbers users, basic groups and channels (supergroups are channels) each from 1. Accounts are known by the
 * one number that tells them apart, as the Bot API and Telethon write it: a user is `123`, a basic group `-123`, a
 * channel `-1001234567890`. A source that knows only a name gives the name, in lower case.
 */

export const ofChannel = (id: string) => `('-100' || ${id})`
export const ofGroup = (id: string) => `('-' || ${id})`

/**
 * What stands before the `/` in a post's id. Posts are numbered chat by chat: a channel's own number is what its links
 * show (`t.me/c/1234567890/55`); private chats and basic groups say what they are.
 */
export function prefix(account: string): string {
  return `CASE WHEN regexp_matches(${account}, '^-100\\d{10,}$') THEN substr(${account}, 5)
      WHEN regexp_matches(${account}, '^-\\d+$') THEN 'chat' || substr(${account}, 2)
      WHEN regexp_matches(${account}, '^\\d+$') THEN 'user' || ${account}
      ELSE ${account} END`
}

/** A post's address; who is not in the chat sees nothing there, unless the chat has a name. */
export function address(account: string, name: string, message: string): string {
  return `CASE WHEN ${name} IS NOT NULL THEN 'https://t.me/' || ${name} || '/' || ${message}
      WHEN regexp_matches(${account}, '^-100\\d{10,}$') THEN 'https://t.me/c/' || substr(${account}, 5) || '/' || ${message} END`
}

/** Telegram marks `example.org` as a link too, and opens it as http. */
export const schemed = (link: string) =>
  `CASE WHEN regexp_matches(${link}, '^[A-Za-z][A-Za-z0-9+.-]*:') THEN ${link} ELSE 'http://' || ${link} END`
