import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MapData } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { Controls } from './controls.tsx'
import { decodeMap } from './decode.ts'
import { placeLabels } from './labels.ts'
import { MapLegend } from './legend.tsx'
import { usePlayback } from './playback.ts'
import { Scene } from './scene.ts'
import { useCanvasSize } from './size.ts'
import { described, legend, WORDS } from './words.ts'

/** More pixels than this are not drawn in time to move; the browser enlarges the picture by the rest. */
const PIXELS = 1_500_000

/** The propagation map: a still of everything, which plays from the first post when asked. */
export function Propagation({ map }: { map: MapData }) {
  const speaking = useVoice()
  const { say, format } = speaking
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useCanvasSize(canvas)
  const arrays = useMemo(() => (size ? decodeMap(map) : null), [map, size !== null])
  const [scene, setScene] = useState<Scene | null>(null)
  const until = Math.max(1, Math.ceil((map.to - map.from) / 1000))
  const playback = usePlayback(until)
  const { seconds, playing } = playback

  useEffect(() => {
    const sheet = canvas.current
    if (!sheet || !size || !arrays) return
    const ratio = Math.min(window.devicePixelRatio, Math.sqrt(PIXELS / (size.width * size.height)))
    sheet.width = Math.round(size.width * ratio)
    sheet.height = Math.round(size.height * ratio)
    const next = new Scene(map, arrays, sheet.width, sheet.height)
    next.to(until)
    next.light.meter()
    setScene(next)
  }, [map, arrays, size, until])

  useEffect(() => {
    const sheet = canvas.current
    const paper = sheet?.getContext('2d')
    if (!sheet || !paper || !scene) return
    let frame = 0
    const paint = () => {
      const glowing = scene.light.expose(0.86)
      paper.putImageData(scene.light.image, 0, 0)
      if (glowing && !playing) frame = requestAnimationFrame(paint)
    }
    scene.to(seconds, playing ? 1 : 0)
    paint()
    return () => cancelAnimationFrame(frame)
  }, [scene, seconds, playing])

  const labels = useMemo(() => {
    if (!scene || !size) return []
    const scale = size.width / scene.light.width
    const wanted = map.labels.slice(0, size.width < 600 ? 6 : 14).map(({ account, label }) => ({
      account,
      x: (scene.place[account * 2] ?? 0) * scale,
      y: (scene.place[account * 2 + 1] ?? 0) * scale,
      text: label,
      first: scene.arrays.first[account] ?? 0,
    }))
    const seen = new Map(wanted.map(label => [label.text, label.first]))
    return placeLabels(wanted, size.width, size.height).map(label => ({
      ...label,
      first: seen.get(label.text) ?? 0,
    }))
  }, [scene, size, map])

  const languages = useMemo(() => byLanguage(map, arrays?.lang), [map, arrays])
  const now = map.from + seconds * 1000
  return (
    <section class="map" id="map" aria-label={say(WORDS.title)}>
      <MapLegend languages={languages} />
      <div class="sky">
        <canvas ref={canvas} role="img" aria-label={described(map, languages, speaking)} />
        {labels
          .filter(({ first }) => first <= seconds)
          .map(label => (
            <span
              key={label.text}
              class={label.left ? 'map-label left' : 'map-label'}
              style={{ left: `${label.x}px`, top: `${label.y}px` }}
            >
              {label.text}
            </span>
          ))}
      </div>
      <div class="map-foot">
        <p class="clock" title={format.utc(now)}>
          <span class="clock-day">{format.day(now)}</span>
          <span class="clock-time">{format.time(now)}</span>
          <span class="clock-count">{count(scene, speaking)}</span>
        </p>
        <Controls playback={playback} until={until} from={map.from} at={arrays?.at} />
      </div>
      <p class="map-caption">
        {legend(map, speaking)}
        {speaking.data.network && (
          <>
            {' '}
            <a href="#network">{say(WORDS.together)}</a>
          </>
        )}
      </p>
      <p class="print-only">{say(WORDS.printed)}</p>
    </section>
  )
}

function count(scene: Scene | null, { lang, format }: ReturnType<typeof useVoice>): string {
  if (!scene) return ''
  const n = format.number
  return lang === 'fr'
    ? `${n(scene.links)} relais, ${n(scene.accounts)} comptes`
    : `${n(scene.links)} reposts, ${n(scene.accounts)} accounts`
}

function byLanguage(map: MapData, lang: Uint8Array | undefined) {
  const accounts = map.langs.map(() => 0)
  for (const index of lang ?? []) accounts[index] = (accounts[index] ?? 0) + 1
  return map.langs
    .map((name, i) => ({ lang: name, accounts: accounts[i] ?? 0 }))
    .filter(entry => entry.accounts > 0)
    .sort((a, b) => b.accounts - a.accounts)
}
