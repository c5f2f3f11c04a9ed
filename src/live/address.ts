import { InputProblem } from '../importers/importer.ts'

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * A server's address as the user gave it, in one of the schemes allowed; a bare host gets the first.
 * @throws InputProblem
 */
export function serverAddress(given: string, schemes: readonly string[]): URL {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `${schemes[0]}//${given}`
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !schemes.includes(url.protocol) || url.hostname === '')
    throw new InputProblem(`'${given}' is no server's address; say one such as ${schemes[0]}//host.example.`)
  if (url.username !== '' || url.password !== '')
    throw new InputProblem('A server’s address may hold no name and no password: custody would keep them.')
  url.hash = ''
  return url
}

/** Whether what is sent there may be read on the way. */
export const isOpenToReaders = (url: URL): boolean =>
  (url.protocol === 'http:' || url.protocol === 'ws:') && !LOOPBACK.test(url.hostname)
