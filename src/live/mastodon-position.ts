/** A cursor: the highest status number seen, and when. */
export interface Position {
  id: string
  at: number
}

export function position(cursor: string | null): Position | null {
  const [, id, at] = /^(\d+)@(\d+)$/.exec(cursor ?? '') ?? []
  return id === undefined ? null : { id, at: Number(at) }
}

/** Numbers beyond 2⁵³, compared as the texts they are. */
export function isLater(id: string, than: string | undefined): boolean {
  if (!/^\d{1,30}$/.test(id)) return false
  return than === undefined || id.length > than.length || (id.length === than.length && id > than)
}
