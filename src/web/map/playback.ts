import { useEffect, useState } from 'preact/hooks'

/** At speed 1 the whole case passes in this many seconds. */
const DURATION = 40
const STEPS = 24

export interface Playback {
  seconds: number
  playing: boolean
  speed: number
  /** The reader asked for less motion: the button then goes one step on instead of playing. */
  still: boolean
  toggle: () => void
  seek: (seconds: number) => void
  setSpeed: (speed: number) => void
}

/** The map's clock. It stands at the end until it is played, which begins at the first post. */
export function usePlayback(until: number): Playback {
  const [seconds, setSeconds] = useState(until)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(1)
  const still = useStill()

  useEffect(() => {
    if (!playing) return
    let frame = 0
    let before = performance.now()
    const tick = (now: number) => {
      // A frame's time may lie before the moment it was asked for; a hidden tab does not jump when it comes back.
      const passed = Math.min(100, Math.max(0, now - before)) / 1000
      before = now
      setSeconds(at => Math.min(until, at + (passed * until * speed) / DURATION))
      frame = requestAnimationFrame(tick)
    }
    frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  }, [playing, speed, until])

  useEffect(() => {
    if (playing && seconds >= until) setPlaying(false)
  }, [playing, seconds, until])

  const toggle = () => {
    if (still) return setSeconds(at => (at >= until ? 0 : Math.min(until, at + until / STEPS)))
    if (!playing && seconds >= until) setSeconds(0)
    setPlaying(!playing)
  }
  const seek = (to: number) => {
    setPlaying(false)
    setSeconds(to)
  }
  return { seconds, playing, speed, still, toggle, seek, setSpeed }
}

function useStill(): boolean {
  const [still, setStill] = useState(false)
  useEffect(() => {
    const wish = window.matchMedia('(prefers-reduced-motion: reduce)')
    const follow = () => setStill(wish.matches)
    follow()
    wish.addEventListener('change', follow)
    return () => wish.removeEventListener('change', follow)
  }, [])
  return still
}
