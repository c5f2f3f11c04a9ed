import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { redrawForPrint } from '../printing.ts'

const PRINTED_WIDTH = 660

/** How wide a picture's place is, once it comes near the window; A4's width while the page is printed. */
export function useDrawnWidth(holder: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const place = holder.current
    if (!place) return
    const refit = () => place.clientWidth > 0 && setWidth(Math.floor(place.clientWidth))
    const resized = new ResizeObserver(refit)
    const seen = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return
        seen.disconnect()
        resized.observe(place)
      },
      { rootMargin: '1200px' },
    )
    seen.observe(place)
    const forget = redrawForPrint(printing => {
      if (printing) setWidth(PRINTED_WIDTH)
      else refit()
    })
    return () => {
      seen.disconnect()
      resized.disconnect()
      forget()
    }
  }, [holder])
  return width
}
