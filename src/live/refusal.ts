import { Disconnected } from './source.ts'

/** Why a server did not open its stream, and whether it is worth asking again. */
export function refusal(
  url: URL,
  status: number,
  headers: { location?: string | undefined; 'retry-after'?: string | undefined },
): Disconnected {
  if (status >= 300 && status < 400)
    return new Disconnected(
      `${url.host} sends us on to ${headers.location ?? 'another address'}; Sillage goes to no server that you did not name. If you trust it, name it with --server or --stream`,
      { isFinal: true },
    )
  const seconds = Number(headers['retry-after'])
  const waitMs = Number.isFinite(seconds) ? Math.min(seconds, 900) * 1000 : 0
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429
  return new Disconnected(`${url.host} answered ${status} to ${url.pathname}`, { isFinal, waitMs })
}
