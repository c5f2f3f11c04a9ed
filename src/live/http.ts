import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request as openRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { refusal } from './refusal.ts'
import { Disconnected, type Patience } from './source.ts'

/** An answer's body and headers; the body ends with an error when the server is silent for too long. */
export interface Answer {
  body: AsyncIterable<Uint8Array>
  headers: IncomingHttpHeaders
}

/**
 * Asks a server for something, follows no redirect, and hands over the body as it comes.
 * @throws Disconnected
 */
export function asked(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  patience: Patience,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secureRequest : openRequest
    const request = send(url, { headers: { 'user-agent': 'sillage', ...headers }, signal })
    const late = setTimeout(() => {
      request.destroy(new Error(`no answer within ${Math.round(patience.connectMs / 1000)} s`))
    }, patience.connectMs)
    request.on('error', error => {
      clearTimeout(late)
      reject(new Disconnected(`${url.host}: ${error.message}`))
    })
    request.on('response', response => {
      clearTimeout(late)
      const status = response.statusCode ?? 0
      if (status === 200) resolve({ body: told(response, url, patience), headers: response.headers })
      else {
        reject(refusal(url, status, response.headers))
        request.destroy()
      }
    })
    request.end()
  })
}

async function* told(
  response: IncomingMessage,
  url: URL,
  { silenceMs }: Patience,
): AsyncGenerator<Uint8Array> {
  response.setTimeout(silenceMs, () => {
    response.destroy(new Error(`nothing came for ${Math.round(silenceMs / 1000)} s`))
  })
  try {
    for await (const chunk of response) yield chunk as Uint8Array // no encoding is set: it is bytes
  } catch (error) {
    throw new Disconnected(`${url.host}: ${(error as Error).message}`)
  } finally {
    response.destroy()
  }
}

/** A whole answer of JSON. @throws Disconnected when it is too long or no JSON. */
export async function askedJson(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  patience: Patience,
  longest: number,
): Promise<string> {
  const { body } = await asked(url, { accept: 'application/json', ...headers }, signal, patience)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > longest)
      throw new Disconnected(`${url.host} answered with more than ${longest / 1024 / 1024} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
