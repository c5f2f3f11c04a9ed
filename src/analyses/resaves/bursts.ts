/** One document as it was last saved: when, by whom and with what, and when it was created. */
export interface Save {
  document: string
  at: number
  created: number | null
  group: string
}

export interface Burst {
  group: string
  from: number
  to: number
  saves: Save[]
  /** Between the first and the last creation, in ms. */
  span: number
}

/**
 * Stretches in which one group saved at least `least` documents, each at most `within` ms from the first of some `least`
 * of them, whose creations lie at least `span` ms apart. Windows that share a document are one burst.
 */
export function bursts(
  saves: readonly Save[],
  options: { least: number; within: number; span: number },
): Burst[] {
  const found: Burst[] = []
  const groups = new Map<string, Save[]>()
  for (const save of saves) groups.set(save.group, [...(groups.get(save.group) ?? []), save])
  for (const [group, all] of groups) {
    all.sort((a, b) => a.at - b.at || (a.document < b.document ? -1 : 1))
    let open: Save[] = []
    let reach = -1
    for (let first = 0; first < all.length; first++) {
      let last = first
      while (last + 1 < all.length && (all[last + 1]?.at ?? 0) - (all[first]?.at ?? 0) <= options.within)
        last++
      const isDense = last - first + 1 >= options.least
      if (first > reach) {
        close(group, open)
        open = []
      }
      if (isDense) {
        open.push(...all.slice(Math.max(first, reach + 1), last + 1))
        reach = Math.max(reach, last)
      }
    }
    close(group, open)
  }
  return found.sort(
    (a, b) => b.saves.length - a.saves.length || a.from - b.from || (a.group < b.group ? -1 : 1),
  )

  function close(group: string, open: readonly Save[]): void {
    if (open.length < options.least) return
    const created = open.flatMap(save => save.created ?? [])
    const span = created.length < 2 ? 0 : Math.max(...created) - Math.min(...created)
    if (span < options.span) return
    found.push({ group, from: open[0]?.at ?? 0, to: open.at(-1)?.at ?? 0, saves: [...open], span })
  }
}
