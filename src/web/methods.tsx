import type { Text } from '../model/index.ts'
import { subjectInFull } from './subject.ts'
import { useVoice } from './voice.ts'

const TITLE = { en: 'How to read this page', fr: 'Comment lire cette page' }

const RULES: Text[] = [
  {
    en: 'Every underlined number is a door: it opens the posts it was counted from, each with its source file, row, and the file’s SHA-256.',
    fr: 'Chaque nombre souligné est une porte : il ouvre les messages dont il est le compte, chacun avec son fichier source, sa ligne et le SHA-256 du fichier.',
  },
  {
    en: '“First” means first among what was captured. What a source does not state stays unknown; it is never counted as zero.',
    fr: '« Premier » veut dire premier parmi ce qui a été capté. Ce qu’une source ne dit pas reste inconnu ; ce n’est jamais compté comme zéro.',
  },
  {
    en: 'A window of Δ after a moment includes both its ends. Two times are within Δ of each other when they differ by Δ or less.',
    fr: 'Une fenêtre de Δ après un instant comprend ses deux bornes. Deux heures sont à moins de Δ quand leur écart est de Δ ou moins.',
  },
  {
    en: 'A question that the data cannot answer is listed with the reason why. Nothing here says who is behind an account.',
    fr: 'Une question à laquelle les données ne répondent pas figure ici avec la raison. Rien ici ne dit qui se trouve derrière un compte.',
  },
]
const WORDS = {
  subject: {
    en: 'A post is on the subject when it names any of these:',
    fr: 'Un message porte sur le sujet s’il nomme l’un de ceux-ci :',
  },
  resolution: { en: 'Times in the data are known to', fr: 'Les heures des données sont connues à' },
  near: { en: '.', fr: ' près.' },
  paper: {
    en: 'On paper, the small name after a sentence is its finding’s: sillage show, then that name, lists the evidence.',
    fr: 'Sur papier, le petit nom après une phrase est celui du constat : sillage show, puis ce nom, en liste les preuves.',
  },
  parameters: { en: 'Parameters of this run', fr: 'Paramètres de ce calcul' },
  method: { en: 'method', fr: 'méthode' },
}

export function Methods() {
  const { data, say, format } = useVoice()
  return (
    <section class="question" id="methods" aria-labelledby="methods-title">
      <h2 id="methods-title">
        <a href="#methods">{say(TITLE)}</a>
      </h2>
      <div class="answer prose">
        {data.case.about.length > 1 && (
          <p>
            {say(WORDS.subject)} <bdi class="subject">{subjectInFull(data.case.about)}</bdi>
          </p>
        )}
        {RULES.map(rule => (
          <p key={rule.en}>{say(rule)}</p>
        ))}
        <p class="print-only">{say(WORDS.paper)}</p>
        <p>
          {say(WORDS.resolution)} {format.span(data.covers.resolution / 1000)}
          {say(WORDS.near)}
        </p>
        <details class="method">
          <summary>{say(WORDS.parameters)}</summary>
          <dl class="parameters">
            {data.analyses.map(({ analysis, question, params, method, sillage }) => (
              <div key={analysis}>
                <dt>{say(question)}</dt>
                <dd>
                  <code>
                    {analysis} · {say(WORDS.method)} {method} · sillage {sillage}
                    {Object.entries(params).map(([name, value]) => ` · ${name} = ${JSON.stringify(value)}`)}
                  </code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </section>
  )
}
