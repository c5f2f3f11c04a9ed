import type { MapData } from '../../model/index.ts'

/** The map's flat arrays, decoded. Times are seconds after `from`; links are in time order. */
export interface Arrays {
  xy: Uint16Array
  lang: Uint8Array
  first: Uint32Array
  received: Uint32Array
  pairs: Uint32Array
  at: Uint32Array
}

export function decodeMap(map: MapData): Arrays {
  return {
    xy: new Uint16Array(bytes(map.xy)),
    lang: new Uint8Array(bytes(map.lang)),
    first: new Uint32Array(bytes(map.first)),
    received: new Uint32Array(bytes(map.received)),
    pairs: new Uint32Array(bytes(map.pairs)),
    at: new Uint32Array(bytes(map.at)),
  }
}

/** Base64 to bytes; the arrays are little-endian, as is every machine that runs a browser today. */
function bytes(base64: string): ArrayBuffer {
  const text = atob(base64)
  const out = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i)
  return out.buffer
}
