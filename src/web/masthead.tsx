import { useState } from 'preact/hooks'
import type { Lang } from '../model/index.ts'
import { harmless } from '../words/harmless.ts'
import { subjectInFull, subjectInShort } from './subject.ts'
import { chooseTheme, chosenTheme, THEMES, type Theme } from './theme.ts'
import { useVoice } from './voice.ts'

const WORDS = {
  trace: { en: 'a trace of', fr: 'sur la trace de' },
  language: { en: 'Language', fr: 'Langue' },
  theme: { en: 'Theme', fr: 'Thème' },
}
const THEME_NAMES: Record<Theme, { en: string; fr: string }> = {
  auto: { en: 'Auto', fr: 'Auto' },
  light: { en: 'Light', fr: 'Clair' },
  dark: { en: 'Dark', fr: 'Sombre' },
}
const LANGUAGES: { lang: Lang; name: string }[] = [
  { lang: 'en', name: 'English' },
  { lang: 'fr', name: 'Français' },
]

export function Masthead({ onLang }: { onLang: (lang: Lang) => void }) {
  const { data, lang, say } = useVoice()
  const [theme, setTheme] = useState(chosenTheme)
  const choose = (chosen: Theme) => {
    chooseTheme(chosen)
    setTheme(chosen)
  }
  return (
    <header class="masthead">
      <p>
        <b>Sillage</b> · {say(WORDS.trace)}{' '}
        <bdi title={subjectInFull(data.case.about)}>
          {subjectInShort(data.case.about, lang) || harmless(data.case.title)}
        </bdi>
      </p>
      <div class="choices">
        <fieldset>
          <legend class="unseen">{say(WORDS.language)}</legend>
          {LANGUAGES.map(choice => (
            <button
              type="button"
              key={choice.lang}
              lang={choice.lang}
              aria-pressed={choice.lang === lang}
              onClick={() => onLang(choice.lang)}
            >
              {choice.name}
            </button>
          ))}
        </fieldset>
        <fieldset>
          <legend class="unseen">{say(WORDS.theme)}</legend>
          {THEMES.map(choice => (
            <button type="button" key={choice} aria-pressed={choice === theme} onClick={() => choose(choice)}>
              {say(THEME_NAMES[choice])}
            </button>
          ))}
        </fieldset>
      </div>
    </header>
  )
}
