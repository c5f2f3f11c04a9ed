import { useVoice } from '../voice.ts'
import { mapHex } from './colours.ts'

const SHOWN = 7

/** The languages' names in their colours, with the accounts of each: the legend says itself. */
export function MapLegend({ languages }: { languages: { lang: string | null; accounts: number }[] }) {
  const { langName, format } = useVoice()
  return (
    <ul class="map-legend" aria-hidden="true">
      {languages.slice(0, SHOWN).map(({ lang, accounts }) => (
        <li key={lang} style={{ color: mapHex(lang) }}>
          {langName(lang)} <span>{format.number(accounts)}</span>
        </li>
      ))}
    </ul>
  )
}
