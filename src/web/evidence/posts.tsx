import type { Finding } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { EvidencePost } from './post.tsx'

const TITLE = { en: 'The posts, in time order', fr: 'Les messages, dans l’ordre du temps' }

/** The finding's posts that the page holds, how many there are in all, and the command that lists the rest. */
export function EvidencePosts({ finding }: { finding: Finding }) {
  const { data, say, lang, format } = useVoice()
  const { posts, total } = data.evidence[finding.id] ?? { posts: [], total: 0 }
  const shown = posts.flatMap(index => data.posts[index] ?? []).sort((a, b) => a.at - b.at)
  const n = format.number
  const all = <code>sillage show {finding.id} --all</code>
  return (
    <section class="sheet-posts">
      <h3>{say(TITLE)}</h3>
      {shown.length < total ? (
        <p>
          {lang === 'fr'
            ? `${n(shown.length)} sur ${n(total)} sont montrés ici. Pour les lister tous : `
            : `Showing ${n(shown.length)} of ${n(total)}. To list them all: `}
          {all}
        </p>
      ) : (
        <p>{lang === 'fr' ? `Tous sont là : ${n(total)}.` : `All ${n(total)} of them.`}</p>
      )}
      <ol>
        {shown.map(post => (
          <EvidencePost key={`${post.platform}:${post.post_id}`} post={post} />
        ))}
      </ol>
    </section>
  )
}
