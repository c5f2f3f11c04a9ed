import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { NetworkData, Row, TableView } from '../../model/index.ts'
import { FoldedTable } from '../table/folded-table.tsx'
import { typeset } from '../typography.ts'
import { useVoice } from '../voice.ts'
import { Dossier, groupAnchor } from './dossier.tsx'
import { NetworkPicture } from './picture.tsx'
import { useDrawnWidth } from './width.ts'
import { accountShown, caption, kindNames, legend, WORDS } from './words.ts'

/** Who acted together: the picture, what it does not say, and a dossier a group. */
export function Network({ network }: { network: NetworkData }) {
  const speaking = useVoice()
  const { say, lang } = speaking
  const holder = useRef<HTMLDivElement>(null)
  const width = useDrawnWidth(holder)
  const sought = useGroupAddress()
  const rows = useMemo(() => pairRows(network, lang), [network, lang])
  return (
    <div class="network" id="network">
      <figure class="figure">
        <figcaption>
          <b>{say(WORDS.title)}</b> {typeset(caption(network, speaking), lang)}
        </figcaption>
        <p class="fans">{say(WORDS.fans)}</p>
        <div class="picture" ref={holder}>
          {width > 0 && <NetworkPicture network={network} width={width} />}
        </div>
        <p class="network-legend">{typeset(legend(network, speaking), lang)}</p>
      </figure>
      {network.groups.length > 0 && (
        <section class="dossiers" aria-label={say(WORDS.dossiers)}>
          {network.groups.map((group, index) => (
            <Dossier
              key={group.group}
              network={network}
              index={index}
              open={index === 0 || sought === groupAnchor(group)}
            />
          ))}
        </section>
      )}
      <FoldedTable view={PAIRS} rows={rows} name="coordination" />
    </div>
  )
}

/** The dossier that the URL names: it opens, though it was folded. */
function useGroupAddress(): string | null {
  const named = () => (location.hash.startsWith('#group/') ? location.hash.slice(1) : null)
  const [group, setGroup] = useState(named)
  useEffect(() => {
    const follow = () => {
      const name = named()
      if (name === null) return
      setGroup(name)
      const dossier = document.getElementById(name)
      if (!(dossier instanceof HTMLDetailsElement)) return
      dossier.open = true
      dossier.scrollIntoView()
      dossier.querySelector('summary')?.focus({ preventScroll: true })
    }
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  return group
}

const PAIRS: TableView = {
  figure: 'pairs',
  title: WORDS.table,
  columns: [
    { key: 'one', title: { en: 'Account', fr: 'Compte' }, kind: 'text' },
    { key: 'other', title: { en: 'and', fr: 'et' }, kind: 'text' },
    { key: 'kinds', title: { en: 'Met on', fr: 'Se sont rencontrés sur' }, kind: 'text' },
    { key: 'weight', title: { en: 'Objects', fr: 'Objets' }, kind: 'number' },
    { key: 'q', title: { en: 'Together, q', fr: 'Ensemble, q' }, kind: 'number' },
    { key: 'choice_p', title: { en: 'Choice, p', fr: 'Choix, p' }, kind: 'number' },
    { key: 'validated', title: { en: 'Validated', fr: 'Validée' }, kind: 'text' },
  ],
}

function pairRows({ pairs, accounts }: NetworkData, lang: 'en' | 'fr'): Row[] {
  const name = (at: number) => {
    const account = accounts[at]
    return account ? accountShown(account) : null
  }
  return pairs.map(({ source, target, weight, kinds, validated }) => ({
    one: name(source),
    other: name(target),
    kinds: kindNames(
      kinds.map(({ kind }) => kind),
      lang,
    ),
    weight,
    q: Math.min(...kinds.map(kind => kind.q)),
    choice_p: Math.min(...kinds.map(kind => kind.choice_p)),
    validated: validated ? { en: 'yes', fr: 'oui' }[lang] : { en: 'no', fr: 'non' }[lang],
  }))
}
