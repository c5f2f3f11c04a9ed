import { createDraw } from './draw.ts'
import { nameFact, normalised } from './seeded-facts.ts'

/** A login that opens nothing: typed into one phishing page, it tells later where that page's catch turned up. */
export interface Credential {
  id: string
  /** The page it is for; never visited by Sillage. */
  page: string
  username: string
  password: string
  salt: string
}

/** Letters that are not mistaken for one another. */
const LETTERS = [...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789']

/** The `number`-th login for a page: an invented person of `domain` and a password of 93 bits, both from the secret. */
export function makeCredential(secret: Uint8Array, page: string, number: number, domain: string): Credential {
  const draw = createDraw(secret, `credential/${page}/${number}`)
  const [first = '', last = ''] = nameFact(draw).value.split(' ').map(normalised)
  return {
    id: `login-${draw.hex(4)}`,
    page,
    username: `${first}.${last}@${domain}`,
    password: Array.from({ length: 16 }, () => draw.pick(LETTERS)).join(''),
    salt: draw.hex(32),
  }
}
