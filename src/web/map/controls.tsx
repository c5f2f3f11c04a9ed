import { useVoice } from '../voice.ts'
import type { Playback } from './playback.ts'
import { Tide } from './tide.tsx'
import { WORDS } from './words.ts'

const SPEEDS = [0.5, 1, 2, 4]

/** Play, the moment as a slider over the tide of reposts, and the speed. All work by keyboard. */
export function Controls(props: {
  playback: Playback
  until: number
  from: number
  at: Uint32Array | undefined
}) {
  const { say, format } = useVoice()
  const { playback, until, from, at } = props
  const { seconds, playing, still } = playback
  const now = from + seconds * 1000
  return (
    <div class="map-controls screen-controls">
      <button type="button" onClick={playback.toggle}>
        {say(playing ? WORDS.pause : still ? WORDS.step : WORDS.play)}
      </button>
      <label class="slider">
        <span class="unseen">{say(WORDS.time)}</span>
        {at && <Tide at={at} until={until} share={seconds / until} />}
        <input
          type="range"
          min={0}
          max={until}
          step={Math.max(1, Math.round(until / 500))}
          value={seconds}
          aria-valuetext={`${format.moment(now)}, ${format.zone}`}
          onInput={event => playback.seek(Number(event.currentTarget.value))}
        />
      </label>
      {!still && (
        <label class="speed">
          {say(WORDS.speed)}{' '}
          <select
            value={playback.speed}
            onChange={event => playback.setSpeed(Number(event.currentTarget.value))}
          >
            {SPEEDS.map(speed => (
              <option key={speed} value={speed}>
                {format.number(speed)} ×
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
