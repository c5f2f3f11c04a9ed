/** What comes by itself, to be taken one by one; what came before a failure is still given out. */
export interface Queue<T> extends AsyncIterable<T> {
  readonly length: number
  push: (value: T) => void
  fail: (error: Error) => void
}

export function waiting<T>(): Queue<T> {
  let values: T[] = []
  let first = 0
  let failure: Error | null = null
  let wake = () => {}
  const queue = {
    get length() {
      return values.length - first
    },
    push(value: T) {
      values.push(value)
      wake()
    },
    fail(error: Error) {
      failure ??= error
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (first < values.length) {
          if (first >= 1_000) {
            values = values.slice(first)
            first = 0
          }
          yield values[first++] as T // it is below the length
        }
        values = []
        first = 0
        if (failure) throw failure
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    },
  }
  return queue
}
