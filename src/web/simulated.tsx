import { useVoice } from './voice.ts'

const WORDS = {
  en: 'Simulated data. The accounts and posts are invented; nobody wrote them.',
  fr: 'Données simulées. Les comptes et les messages sont inventés ; personne ne les a écrits.',
}

/** Stays in sight while one scrolls, and is repeated in the margin of every printed page. */
export function Simulated() {
  const { say } = useVoice()
  const line = JSON.stringify(say(WORDS)) // our own words; quoted as CSS quotes them
  return (
    <>
      <style>{`@page { @bottom-left { content: ${line}; font: 8pt 'Source Sans 3', sans-serif; } }`}</style>
      <p class="simulated" role="note">
        {say(WORDS)}
      </p>
    </>
  )
}
