/** SQL for a link's host. */
export function hostOf(url: string): string {
  return `nullif(regexp_replace(lower(regexp_extract(${url}, '^https?://([^/:?#]+)', 1)), '^www\\.', ''), '')`
}

/**
 * An account's id, the same whichever server tells of it: its name at the host of its address. What a server calls
 * `acct` leaves the host out of its own accounts, and `id` is a number of that server alone.
 */
export function accountId(account: string): string {
  const name = `lower(coalesce(nullif(${account}.username, ''), nullif(split_part(${account}.acct, '@', 1), '')))`
  return `coalesce(${name} || '@' || coalesce(${hostOf(`${account}.url`)}, ${hostOf(`${account}.uri`)}, nullif(lower(split_part(${account}.acct, '@', 2)), '')),
    nullif(${account}.uri, ''), nullif(${account}.url, ''))`
}

/** The same of an actor's address, where it shows a name; else the address. */
export function actorId(actor: string): string {
  const name = `nullif(lower(regexp_extract(${actor}, '^https?://[^/]+/(?:users/|@|u/|accounts/|profile/)([A-Za-z0-9_.-]+)$', 1)), '')`
  return `coalesce(${name} || '@' || ${hostOf(actor)}, nullif(${actor}, ''))`
}

/** Whose a status is, where its address shows that. */
export function authorOf(uri: string): string {
  const name = `nullif(lower(regexp_extract(${uri}, '^https?://[^/]+/(?:users/|@)([A-Za-z0-9_.-]+)/', 1)), '')`
  return `${name} || '@' || ${hostOf(uri)}`
}

/** Forks that federate with nobody are platforms of their own. */
export function platformOf(uri: string): string {
  return `CASE ${hostOf(uri)} WHEN 'truthsocial.com' THEN 'truthsocial' WHEN 'gab.com' THEN 'gab' ELSE 'mastodon' END`
}
