import { legible } from './evidence/legible.ts'
import { useVoice } from './voice.ts'

const WORDS = {
  title: { en: 'From which files', fr: 'À partir de quels fichiers' },
  lead: {
    en: 'Each file was hashed before it was read, and is kept untouched. Its SHA-256 identifies it for good.',
    fr: 'Chaque fichier a été haché avant d’être lu et reste intact. Son SHA-256 l’identifie pour toujours.',
  },
  posts: { en: 'posts taken', fr: 'messages retenus' },
  rejects: { en: 'rows rejected', fr: 'lignes rejetées' },
  added: { en: 'added', fr: 'ajouté le' },
  head: {
    en: 'The custody log is append-only and hash-chained. At the making of this page its last entry was',
    fr: 'Le journal de conservation ne fait que croître et chaque entrée scelle la précédente. À la création de cette page, la dernière était',
  },
  verify: {
    en: 'To check every file against it, run',
    fr: 'Pour vérifier chaque fichier, lancez',
  },
  made: { en: 'This page was made on', fr: 'Page créée le' },
  by: { en: 'by Sillage', fr: 'par Sillage' },
}

export function Custody() {
  const { data, say, format } = useVoice()
  const head = data.custody.at(-1)
  return (
    <section class="question" id="custody" aria-labelledby="custody-title">
      <h2 id="custody-title">
        <a href="#custody">{say(WORDS.title)}</a>
      </h2>
      <div class="answer prose">
        <p>{say(WORDS.lead)}</p>
        <ol class="sources">
          {data.sources.map(source => (
            <li key={source.sha256}>
              <b>
                <bdi>{legible(source.name)}</bdi>
              </b>
              <span>
                {format.bytes(source.bytes)} · {source.importer} · {format.number(source.posts)}{' '}
                {say(WORDS.posts)} · {format.number(source.rejects)} {say(WORDS.rejects)} · {say(WORDS.added)}{' '}
                {format.dateTime(Date.parse(source.added))}
              </span>
              <code class="hash">{source.sha256}</code>
            </li>
          ))}
        </ol>
        {head && (
          <p>
            {say(WORDS.head)} {format.number(head.n)}: <code class="hash">{head.hash}</code>
          </p>
        )}
        <p>
          {say(WORDS.verify)} <code>sillage verify</code>.
        </p>
        <footer class="colophon">
          {say(WORDS.made)} {format.moment(Date.parse(data.made))}, {format.zone}, {say(WORDS.by)}{' '}
          {data.sillage}.
        </footer>
      </div>
    </section>
  )
}
