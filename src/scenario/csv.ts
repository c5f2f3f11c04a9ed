type Cell = string | number

const quoted = (cell: Cell): string => {
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180 lines; a header is a line like the others. */
export function csv(lines: Iterable<readonly Cell[]>): string {
  let text = ''
  for (const line of lines) text += `${line.map(quoted).join(',')}\n`
  return text
}
