import type { MapData } from '../../model/index.ts'
import { mapLight } from './colours.ts'
import type { Arrays } from './decode.ts'
import { Light } from './light.ts'

const MARGIN = 0.045

/** The map at one size: where everything stands in pixels, and how far in time it has been drawn. */
export class Scene {
  readonly arrays: Arrays
  readonly light: Light
  /** x, y per account. */
  readonly place: Float32Array
  accounts = 0
  links = 0
  private readonly colours
  private readonly order: Uint32Array
  private readonly unit: number

  constructor(map: MapData, arrays: Arrays, width: number, height: number) {
    this.arrays = arrays
    this.light = new Light(width, height)
    this.place = placed(arrays.xy, width, height)
    this.colours = map.langs.map(mapLight)
    this.order = Uint32Array.from(arrays.first.keys()).sort(
      (a, b) => (arrays.first[a] ?? 0) - (arrays.first[b] ?? 0),
    )
    this.unit = Math.max(0.75, Math.min(width, height) / 900)
  }

  /** Draws up to a moment. Going back begins again; what is new glows by `glow` when playing. */
  to(seconds: number, glow = 0): void {
    const { at, first } = this.arrays
    const lastLink = this.links > 0 ? (at[this.links - 1] ?? 0) : -1
    const lastAccount = this.accounts > 0 ? (first[this.order[this.accounts - 1] ?? 0] ?? 0) : -1
    if (seconds < Math.max(lastLink, lastAccount)) {
      this.light.clear()
      this.accounts = 0
      this.links = 0
    }
    while (this.accounts < this.order.length) {
      const account = this.order[this.accounts] ?? 0
      if ((first[account] ?? 0) > seconds) break
      this.appear(account, glow)
      this.accounts++
    }
    while (this.links < at.length && (at[this.links] ?? 0) <= seconds) {
      this.pass(this.links, glow)
      this.links++
    }
  }

  private colourOf(account: number) {
    return this.colours[this.arrays.lang[account] ?? 0] ?? ([0.3, 0.3, 0.3] as const)
  }

  private appear(account: number, glow: number): void {
    const size = Math.log1p(this.arrays.received[account] ?? 0)
    const x = this.place[account * 2] ?? 0
    const y = this.place[account * 2 + 1] ?? 0
    this.light.point(x, y, (0.75 + size * 0.28) * this.unit, this.colourOf(account), 0.9 + size * 0.5, glow)
  }

  private pass(link: number, glow: number): void {
    const { pairs, lang } = this.arrays
    const from = pairs[link * 2] ?? 0
    const to = pairs[link * 2 + 1] ?? 0
    const ax = this.place[from * 2] ?? 0
    const ay = this.place[from * 2 + 1] ?? 0
    const bx = this.place[to * 2] ?? 0
    const by = this.place[to * 2 + 1] ?? 0
    const crossing = lang[from] !== lang[to]
    // long lines are fainter, so that a crowd outshines a distance; crossings are the story and keep their light
    const length = Math.hypot(bx - ax, by - ay) / this.unit
    const energy = crossing ? 0.5 / (1 + length / 260) : 0.3 / (1 + length / 70)
    const bend = crossing ? 0.2 : ((link % 5) - 2) * 0.03
    this.light.line(ax, ay, bx, by, this.colourOf(from), this.colourOf(to), energy, bend, glow * 3)
    this.light.point(ax, ay, 1.4 * this.unit, this.colourOf(from), 0.05, glow * 3)
  }
}

/** The 65,535 square's used part, fitted into the sheet; a wide map is turned upright on an upright sheet. */
function placed(xy: Uint16Array, width: number, height: number): Float32Array {
  let [left, top, right, bottom] = [65535, 65535, 0, 0]
  for (let i = 0; i < xy.length; i += 2) {
    const x = xy[i] ?? 0
    const y = xy[i + 1] ?? 0
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const wide = Math.max(1, right - left)
  const tall = Math.max(1, bottom - top)
  const turn = wide > tall !== width > height
  const [across, down] = turn ? [tall, wide] : [wide, tall]
  const pad = MARGIN * Math.min(width, height)
  const scale = Math.min((width - 2 * pad) / across, (height - 2 * pad) / down)
  const x0 = (width - across * scale) / 2
  const y0 = (height - down * scale) / 2
  const out = new Float32Array(xy.length)
  for (let i = 0; i < xy.length; i += 2) {
    const x = (xy[i] ?? 0) - left
    const y = (xy[i + 1] ?? 0) - top
    out[i] = x0 + (turn ? y : x) * scale
    out[i + 1] = y0 + (turn ? x : y) * scale
  }
  return out
}
