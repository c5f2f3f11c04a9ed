type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array

/** The column where threads see it without a copy of their own; itself where it is there already. */
export function forThreads<C extends Column>(column: C): C {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const kind = column.constructor as new (buffer: SharedArrayBuffer) => C // what made it
  const copy = new kind(new SharedArrayBuffer(column.byteLength))
  copy.set(column)
  return copy
}
