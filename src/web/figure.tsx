import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ShownAnalysis } from '../model/index.ts'
import { contextOf, figuresInReach } from './chart-context.ts'
import { figureAnchor } from './passages.ts'
import { redrawForPrint } from './printing.ts'
import { FigureTable } from './table/figure-table.tsx'
import { inferredView } from './table/view.ts'
import { typeset } from './typography.ts'
import { useVoice } from './voice.ts'

const DATA = { en: 'The figures behind this picture', fr: 'Les chiffres derrière cette image' }
const PRINTED_WIDTH = 660

/** A picture with its title, the sentence that says what is to be seen, and its figures as a table. */
export function Figure(props: {
  analysis: ShownAnalysis
  chart: number
  /** The place that links to this figure lead to. */
  anchored?: boolean
}) {
  const { analysis, chart: index, anchored = false } = props
  const speaking = useVoice()
  const { say, pictures, lang } = speaking
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const of = pictures[analysis.analysis]
  const chart = of?.charts[index]
  const rows = analysis.figures[chart?.figure ?? ''] ?? []
  const caption = useMemo(
    () => (chart ? typeset(chart.caption(rows, contextOf(speaking, PRINTED_WIDTH)), lang) : ''),
    [chart, rows, speaking, lang],
  )
  useEffect(() => {
    const holder = frame.current
    if (!holder || !chart) return
    const figures = figuresInReach(analysis, speaking.data)
    const draw = (width: number) => {
      const picture = chart.draw(rows, contextOf(speaking, width), figures)
      picture?.setAttribute('role', 'img')
      picture?.setAttribute('aria-label', `${say(chart.title)}. ${caption}`)
      holder.replaceChildren(...(picture ? [picture] : []))
      // too few rows for a picture: its words would have nothing to show
      if (holder.parentElement) holder.parentElement.hidden = picture === null
    }
    return drawnWhenSeen(holder, draw)
  }, [chart, rows, analysis, speaking, say, caption])
  if (!chart) return null
  const view = of.tables.find(({ figure }) => figure === chart.figure) ?? inferredView(chart.figure, rows)
  return (
    <figure class="figure" id={anchored ? figureAnchor(analysis.analysis, index) : undefined}>
      <figcaption>
        <b>{say(chart.title)}</b> {caption}
      </figcaption>
      <div class="picture" ref={frame} />
      <details class="data screen-only" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{say(DATA)}</summary>
        {open && <FigureTable view={view} rows={rows} name={analysis.analysis} />}
      </details>
    </figure>
  )
}

/** Draws once the holder comes near the window, again whenever its width changes, and at A4's width for print. */
function drawnWhenSeen(holder: HTMLElement, draw: (width: number) => void): () => void {
  let drawn = 0
  const refit = () => {
    const width = Math.floor(holder.clientWidth)
    if (width > 0 && width !== drawn) {
      drawn = width
      draw(width)
    }
  }
  const resized = new ResizeObserver(refit)
  const seen = new IntersectionObserver(
    entries => {
      if (!entries.some(entry => entry.isIntersecting)) return
      seen.disconnect()
      refit()
      resized.observe(holder)
    },
    { rootMargin: '1200px' },
  )
  seen.observe(holder)
  const forget = redrawForPrint(printing => {
    if (printing) draw(PRINTED_WIDTH)
    drawn = 0
    if (!printing) refit()
  })
  return () => {
    seen.disconnect()
    resized.disconnect()
    forget()
  }
}
