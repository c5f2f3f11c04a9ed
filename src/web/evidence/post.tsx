import { useState } from 'preact/hooks'
import type { Lang, ShownPost } from '../../model/index.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { useVoice } from '../voice.ts'
import { legible } from './legible.ts'

const CLAMP = 280
const WORDS = {
  row: { en: 'row', fr: 'ligne' },
  more: { en: 'Show the whole text', fr: 'Montrer tout le texte' },
  less: { en: 'Show less', fr: 'Réduire' },
  empty: { en: 'No text.', fr: 'Sans texte.' },
  account: { en: 'account', fr: 'compte' },
  nobody: { en: 'no account', fr: 'sans compte' },
}
const KINDS: Record<string, { en: string; fr: string }> = {
  post: { en: 'post', fr: 'message' },
  repost: { en: 'repost', fr: 'relais' },
  quote: { en: 'quote', fr: 'citation' },
  reply: { en: 'reply', fr: 'réponse' },
  page: { en: 'page', fr: 'page' },
}

/** A post as evidence: when, where, who, what it says as plain text, and the way down to its source row. */
export function EvidencePost({ post }: { post: ShownPost }) {
  const { data, say, format, lang, langName } = useVoice()
  const [whole, setWhole] = useState(false)
  const source = data.sources[post.source]
  const text = legible([post.title, post.text].filter(Boolean).join('\n'))
  const long = [...text].length > CLAMP
  const kind = Object.hasOwn(KINDS, post.kind) ? KINDS[post.kind] : undefined
  return (
    <li class="post">
      <p class="post-head">
        <time dateTime={new Date(post.at).toISOString()} title={format.utc(post.at)}>
          {format.dateTime(post.at)}
        </time>{' '}
        · {platformName(post.platform, lang)} · <bdi>{author(post, lang)}</bdi> ·{' '}
        {kind ? say(kind) : legible(post.kind)}
        {post.lang !== null && ` · ${langName(post.lang)}`}
      </p>
      <p class="post-text" dir="auto" lang={post.lang ?? undefined}>
        {text === '' ? (
          <i>{say(WORDS.empty)}</i>
        ) : whole || !long ? (
          text
        ) : (
          `${[...text].slice(0, CLAMP).join('')}…`
        )}
      </p>
      {long && (
        <button type="button" class="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {say(whole ? WORDS.less : WORDS.more)} ({format.number([...text].length)})
        </button>
      )}
      <p class="post-foot">
        {post.url !== null && <span class="permalink">{legible(post.url)}</span>}
        {source && (
          <span>
            <bdi>{legible(source.name)}</bdi>, {say(WORDS.row)} {format.number(post.row)}
          </span>
        )}
        {source && <span class="hash">SHA-256 {source.sha256}</span>}
        <code>sillage show {legible(`${post.platform}:${post.post_id}`)}</code>
      </p>
    </li>
  )
}

/** Who posted, as far as the source says: a handle, an account's id, or nobody (a forum without accounts). */
function author({ handle, account_id, platform }: ShownPost, lang: Lang): string {
  if (handle) return legible(handleShown(handle, platform))
  return account_id ? `${WORDS.account[lang]} ${legible(account_id)}` : WORDS.nobody[lang]
}
