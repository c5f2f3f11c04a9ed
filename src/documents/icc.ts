import { decode } from './code-page.ts'
import type { Fact } from './fact.ts'
import { textFact } from './package.ts'

/** Tags of a profile by their sign, as they are usually called (ICC.1:2010, 9). */
const TAGS: Readonly<Record<string, string>> = {
  desc: 'ProfileDescription',
  dscm: 'ProfileDescriptionML',
  cprt: 'ProfileCopyright',
  dmnd: 'DeviceMfgDesc',
  dmdd: 'DeviceModelDesc',
  vued: 'ViewingCondDesc',
  wtpt: 'MediaWhitePoint',
  bkpt: 'MediaBlackPoint',
  rXYZ: 'RedMatrixColumn',
  gXYZ: 'GreenMatrixColumn',
  bXYZ: 'BlueMatrixColumn',
  lumi: 'Luminance',
  tech: 'Technology',
  rTRC: 'RedTRC',
  gTRC: 'GreenTRC',
  bTRC: 'BlueTRC',
  kTRC: 'GrayTRC',
  chad: 'ChromaticAdaptation',
}

/** What a colour profile says of itself: who made it, when, on what. A Mac's or a scanner's profile names its maker. */
export function iccFacts(bytes: Buffer, locator: string): Fact[] {
  if (bytes.length < 132 || bytes.toString('latin1', 36, 40) !== 'acsp') return []
  const facts: Fact[] = []
  const add = (name: string, value: string, at: number, length: number) => {
    const raw = bytes.toString('hex', at, Math.min(at + length, at + 64))
    facts.push(textFact(`icc:${name}`, value, `${locator}+${at}`, 'ICC', { raw }))
  }
  const sign = (at: number) => bytes.toString('latin1', at, at + 4).replace(/\0+$/, '')
  const fixed = (at: number) =>
    at + 4 <= bytes.length ? Number((bytes.readInt32BE(at) / 65536).toFixed(5)) : 0
  const xyz = (at: number) => `${fixed(at)} ${fixed(at + 4)} ${fixed(at + 8)}`
  add('ProfileCMMType', sign(4), 4, 4)
  add('ProfileVersion', `${bytes[8]}.${(bytes[9] ?? 0) >> 4}.${(bytes[9] ?? 0) & 15}`, 8, 4)
  add('ProfileClass', sign(12), 12, 4)
  add('ColorSpaceData', sign(16), 16, 4)
  add('ProfileConnectionSpace', sign(20), 20, 4)
  const [year, ...time] = [24, 26, 28, 30, 32, 34].map(at => String(bytes.readUInt16BE(at)).padStart(2, '0'))
  const made = `${year}-${time[0]}-${time[1]}T${time[2]}:${time[3]}:${time[4]}`
  if (year !== '00')
    facts.push({
      ...textFact('icc:ProfileDateTime', made, `${locator}+24`, 'ICC', {
        raw: bytes.toString('hex', 24, 36),
      }),
      timeBasis: 'unknown',
    })
  add('ProfileFileSignature', sign(36), 36, 4)
  add('PrimaryPlatform', sign(40), 40, 4)
  add('CMMFlags', String(bytes.readUInt32BE(44)), 44, 4)
  add('DeviceManufacturer', sign(48), 48, 4)
  add('DeviceModel', sign(52), 52, 4)
  add('DeviceAttributes', String(bytes.readUInt32BE(60)), 56, 8)
  add('RenderingIntent', String(bytes.readUInt32BE(64)), 64, 4)
  add('ConnectionSpaceIlluminant', xyz(68), 68, 12)
  add('ProfileCreator', sign(80), 80, 4)
  add('ProfileID', /^0+$/.test(bytes.toString('hex', 84, 100)) ? '0' : bytes.toString('hex', 84, 100), 84, 16)
  const count = Math.min(bytes.readUInt32BE(128), 100)
  for (let n = 0; n < count && 132 + n * 12 + 12 <= bytes.length; n++) {
    const place = 132 + n * 12
    const [tag, at, length] = [sign(place), bytes.readUInt32BE(place + 4), bytes.readUInt32BE(place + 8)]
    if (at + 12 > bytes.length || length < 8) continue
    const name = TAGS[tag]
    const type = sign(at)
    if (tag === 'view' && at + 36 <= bytes.length) {
      add('ViewingCondIlluminant', xyz(at + 8), at + 8, 12)
      add('ViewingCondSurround', xyz(at + 20), at + 20, 12)
      add('ViewingCondIlluminantType', String(bytes.readUInt32BE(at + 32)), at + 32, 4)
    } else if (tag === 'meas' && at + 36 <= bytes.length) {
      add('MeasurementObserver', String(bytes.readUInt32BE(at + 8)), at + 8, 4)
      add('MeasurementBacking', xyz(at + 12), at + 12, 12)
      add('MeasurementGeometry', String(bytes.readUInt32BE(at + 24)), at + 24, 4)
      add('MeasurementFlare', String(Number((bytes.readUInt32BE(at + 28) / 65536).toFixed(5))), at + 28, 4)
      add('MeasurementIlluminant', String(bytes.readUInt32BE(at + 32)), at + 32, 4)
    } else if (name === undefined) continue
    else if (type === 'XYZ ') add(name, xyz(at + 8), at + 8, 12)
    else if (type === 'text') add(name, text(at + 8, at + length), at + 8, length - 8)
    else if (type === 'desc')
      add(name, text(at + 12, at + 12 + bytes.readUInt32BE(at + 8)), at + 12, length - 12)
    else if (type === 'mluc') languages(name, at, length)
    else if (type === 'sig' || type === 'sig ') add(name, sign(at + 8), at + 8, 4)
    else add(name, String(length), at, length)
  }
  return facts

  function text(from: number, to: number): string {
    return decode(bytes.subarray(from, Math.min(to, bytes.length)), 1252).trim()
  }

  function languages(name: string, at: number, length: number): void {
    const records = Math.min(bytes.readUInt32BE(at + 8), 60)
    for (let n = 0; n < records; n++) {
      const place = at + 16 + n * 12
      if (place + 12 > Math.min(bytes.length, at + length)) return
      const [size, offset] = [bytes.readUInt32BE(place + 4), bytes.readUInt32BE(place + 8)]
      const raw = Buffer.from(bytes.subarray(at + offset, at + offset + (size & ~1)))
      if (raw.length % 2 === 1) continue
      const code = `${bytes.toString('latin1', place, place + 2)}-${bytes.toString('latin1', place + 2, place + 4)}`
      const value = raw.swap16().toString('utf16le').replace(/\0+$/, '')
      add(code === 'en-US' ? name : `${name}-${code}`, value, at + offset, size)
    }
  }
}
