/**
 * Figures that have not been drawn yet because they were never scrolled to, and figures drawn for a wide screen, are
 * redrawn for A4 at once when the page is printed.
 */
const redraws = new Set<(printing: boolean) => void>()

export function redrawForPrint(redraw: (printing: boolean) => void): () => void {
  redraws.add(redraw)
  return () => redraws.delete(redraw)
}

/** A foldout that was closed on screen is printed open, and closed again afterwards. */
export function openFoldoutsForPrint(): void {
  let opened: HTMLDetailsElement[] = []
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open], .screen-only)')]
    for (const foldout of opened) foldout.open = true
    for (const redraw of redraws) redraw(true)
  })
  window.addEventListener('afterprint', () => {
    for (const foldout of opened) foldout.open = false
    for (const redraw of redraws) redraw(false)
  })
}
