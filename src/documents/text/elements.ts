/**
 * The elements of one name in a part, whatever their prefix, in order; of nested ones the outermost beginning. An end that is
 * missing ends the search: one look for each beginning would take an hour for a part that is made so.
 */
export function* elements(
  xml: string,
  name: string,
): Generator<{ attributes: string; inside: string | null; from: number; to: number }> {
  const begins = new RegExp(`<(?:[\\w-]{1,40}:)?${name}(?=[\\s/>])([^<>]*)>`, 'g')
  const ends = new RegExp(`</(?:[\\w-]{1,40}:)?${name}\\s{0,9}>`, 'g')
  for (let begin = begins.exec(xml); begin; begin = begins.exec(xml)) {
    const attributes = begin[1] ?? ''
    const from = begin.index
    if (attributes.endsWith('/')) {
      yield { attributes: attributes.slice(0, -1), inside: null, from, to: begins.lastIndex }
      continue
    }
    ends.lastIndex = begins.lastIndex
    const end = ends.exec(xml)
    if (!end) return
    yield { attributes, inside: xml.slice(begins.lastIndex, end.index), from, to: ends.lastIndex }
    begins.lastIndex = ends.lastIndex
  }
}

/** A part without the elements of one name. */
export function without(xml: string, name: string): string {
  const kept: string[] = []
  let at = 0
  for (const { from, to } of elements(xml, name)) {
    kept.push(xml.slice(at, from))
    at = to
  }
  return at === 0 ? xml : kept.join('') + xml.slice(at)
}
