import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export interface Size {
  width: number
  height: number
}

/** The canvas's size on screen, known once the page has nothing more urgent to draw and the canvas is near the window. */
export function useCanvasSize(canvas: RefObject<HTMLCanvasElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    const sheet = canvas.current
    if (!sheet) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = sheet
      if (width > 0 && height > 0)
        setSize(known => (known?.width === width && known.height === height ? known : { width, height }))
    }
    const resized = new ResizeObserver(measure)
    let waiting = 0
    const seen = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return
        seen.disconnect()
        waiting = window.setTimeout(() => resized.observe(sheet), 120)
      },
      { rootMargin: '400px' },
    )
    seen.observe(sheet)
    return () => {
      clearTimeout(waiting)
      seen.disconnect()
      resized.disconnect()
    }
  }, [canvas])
  return size
}
