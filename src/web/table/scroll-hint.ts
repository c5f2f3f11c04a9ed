import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Marks a wide table with the sides on which more of it lies, and lets the keyboard reach it then. */
export function useScrollHint(): RefObject<HTMLElement | null> {
  const holder = useRef<HTMLElement>(null)
  useEffect(() => {
    const scroller = holder.current
    if (!scroller) return
    const mark = () => {
      const hidden = scroller.scrollWidth - scroller.clientWidth
      const more = (side: string, is: boolean) => scroller.classList.toggle(`more-${side}`, is)
      more('left', scroller.scrollLeft > 2)
      more('right', hidden - scroller.scrollLeft > 2)
      if (hidden > 2) scroller.tabIndex = 0
      else scroller.removeAttribute('tabindex')
    }
    mark()
    const resized = new ResizeObserver(mark)
    resized.observe(scroller)
    if (scroller.firstElementChild) resized.observe(scroller.firstElementChild)
    scroller.addEventListener('scroll', mark, { passive: true })
    return () => {
      resized.disconnect()
      scroller.removeEventListener('scroll', mark)
    }
  }, [])
  return holder
}
