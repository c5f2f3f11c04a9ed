import iconv from 'iconv-lite'

/** Bytes under a character set that a message names; what nobody knows is read as Windows Latin 1. */
export function decodeBytes(bytes: Buffer, charset: string): string {
  const name = charset.trim().toLowerCase()
  if (/^iso-2022-(jp|kr)/.test(name))
    try {
      return new TextDecoder(name.startsWith('iso-2022-jp') ? 'iso-2022-jp' : 'euc-kr').decode(bytes)
    } catch {
      // as any other below
    }
  return iconv.decode(bytes, iconv.encodingExists(name) ? name : name === '' ? 'utf8' : 'win1252')
}
