/**
 * A sheet that gathers light: floating-point red, green and blue per pixel, so that ten thousand faint lines add up
 * without the banding and clipping of an 8-bit canvas, and a tone curve that turns the sum into a picture.
 */
export class Light {
  readonly width: number
  readonly height: number
  /** What has happened, and what has just happened and fades. */
  private readonly kept: Float32Array
  private readonly fresh: Float32Array
  private tones = tones(1, 100)
  readonly image: ImageData
  private readonly pixels: Uint32Array

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.kept = new Float32Array(width * height * 3)
    this.fresh = new Float32Array(width * height * 3)
    this.image = new ImageData(width, height)
    this.pixels = new Uint32Array(this.image.data.buffer)
  }

  clear(): void {
    this.kept.fill(0)
    this.fresh.fill(0)
  }

  /** A curve from a to b, bent by `bend` of its length, its colour passing from one to the other. */
  line(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    from: Rgb,
    to: Rgb,
    energy: number,
    bend: number,
    fresh: number,
  ): void {
    const dx = bx - ax
    const dy = by - ay
    const length = Math.hypot(dx, dy)
    const steps = Math.max(1, Math.ceil(length))
    const cx = (ax + bx) / 2 - dy * bend
    const cy = (ay + by) / 2 + dx * bend
    for (let i = 0; i <= steps; i++) {
      const t = i / steps
      const s = 1 - t
      const x = s * s * ax + 2 * s * t * cx + t * t * bx
      const y = s * s * ay + 2 * s * t * cy + t * t * by
      this.drop(
        x,
        y,
        (from[0] * s + to[0] * t) * energy,
        (from[1] * s + to[1] * t) * energy,
        (from[2] * s + to[2] * t) * energy,
        fresh,
      )
    }
  }

  /** A soft point. */
  point(x: number, y: number, radius: number, colour: Rgb, energy: number, fresh: number): void {
    const reach = Math.ceil(radius * 2)
    for (let v = -reach; v <= reach; v++)
      for (let u = -reach; u <= reach; u++) {
        const fall = Math.exp(-(u * u + v * v) / (radius * radius)) * energy
        if (fall > 0.004) this.drop(x + u, y + v, colour[0] * fall, colour[1] * fall, colour[2] * fall, fresh)
      }
  }

  /** Light between pixels is shared among the four around it. */
  private drop(x: number, y: number, r: number, g: number, b: number, fresh: number): void {
    const left = Math.floor(x)
    const top = Math.floor(y)
    if (left < 0 || top < 0 || left >= this.width - 1 || top >= this.height - 1) return
    const u = x - left
    const v = y - top
    const i = (top * this.width + left) * 3
    const j = i + this.width * 3
    this.add(i, r, g, b, (1 - u) * (1 - v), fresh)
    this.add(i + 3, r, g, b, u * (1 - v), fresh)
    this.add(j, r, g, b, (1 - u) * v, fresh)
    this.add(j + 3, r, g, b, u * v, fresh)
  }

  private add(i: number, r: number, g: number, b: number, share: number, fresh: number): void {
    const { kept } = this
    // the indexes were checked in drop()
    kept[i] = (kept[i] ?? 0) + r * share
    kept[i + 1] = (kept[i + 1] ?? 0) + g * share
    kept[i + 2] = (kept[i + 2] ?? 0) + b * share
    if (fresh === 0) return
    const now = this.fresh
    now[i] = (now[i] ?? 0) + r * share * fresh
    now[i + 1] = (now[i + 1] ?? 0) + g * share * fresh
    now[i + 2] = (now[i + 2] ?? 0) + b * share * fresh
  }

  /** Sets the exposure by what is on the sheet, so that few posts are as legible as many and a crowd keeps its grain. */
  meter(): void {
    const sample: number[] = []
    for (let i = 0; i < this.kept.length; i += 33) {
      const brightest = Math.max(this.kept[i] ?? 0, this.kept[i + 1] ?? 0, this.kept[i + 2] ?? 0)
      if (brightest > 0.002) sample.push(brightest)
    }
    sample.sort((a, b) => a - b)
    const share = (at: number) => sample[Math.floor((sample.length - 1) * at)] ?? 1
    const middle = Math.max(1e-3, share(0.45))
    this.tones = tones(middle, Math.max(middle * 8, share(0.9985)))
  }

  /**
   * Writes the picture into `image` and lets what has just happened fade by `fade` (0–1). Says if any is left. The
   * brightness is a logarithm of the light, so that a core of thousands and a single line are both seen; the colour
   * keeps its hue and only the very brightest turn white.
   */
  expose(fade: number): boolean {
    const { kept, fresh, pixels } = this
    const { hue, white } = this.tones
    let left = 0
    for (let p = 0, i = 0; p < pixels.length; p++, i += 3) {
      const f = fresh[i + 1] ?? 0
      const r = (kept[i] ?? 0) + (fresh[i] ?? 0)
      const g = (kept[i + 1] ?? 0) + f
      const b = (kept[i + 2] ?? 0) + (fresh[i + 2] ?? 0)
      const light = Math.max(r, g, b)
      if (light < 1e-5) {
        pixels[p] = NIGHT
        continue
      }
      const tone = step(light)
      const tint = hue[tone] ?? 0
      const pale = white[tone] ?? 0
      const share = 1023 / light
      pixels[p] =
        0xff000000 |
        (Math.min(255, 10 + pale + tint * (ROOT[(b * share) | 0] ?? 0)) << 16) |
        (Math.min(255, 6 + pale + tint * (ROOT[(g * share) | 0] ?? 0)) << 8) |
        Math.min(255, 5 + pale + tint * (ROOT[(r * share) | 0] ?? 0))
      if (f > 0) {
        fresh[i] = (fresh[i] ?? 0) * fade
        fresh[i + 1] = f * fade < 1e-4 ? 0 : f * fade
        fresh[i + 2] = (fresh[i + 2] ?? 0) * fade
        left += f
      }
    }
    return left > 0.01
  }
}

/** The map's paper, near-black (5, 6, 10). */
const NIGHT = 0xff0a0605

/** Square roots of 0–1: light is linear, the screen is not. */
const ROOT = Float32Array.from({ length: 1024 }, (_, i) => Math.sqrt(i / 1023))

/** How much of its own colour, and how much white, a pixel of some light has, by the step of its light. */
interface Tones {
  hue: Float32Array
  white: Float32Array
}

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)
const MANTISSA = 15 // bits of 23 that are let go: 256 steps for each doubling of the light
const STEPS = 2 ** (31 - MANTISSA)

/** The step of a light: a number's own bits are its logarithm, near enough, and cost nothing to read. */
function step(light: number): number {
  float[0] = light
  return (bits[0] ?? 0) >> MANTISSA
}

/** @param middle the light of an ordinary lit pixel. @param top that of the brightest. */
function tones(middle: number, top: number): Tones {
  const hue = new Float32Array(STEPS)
  const white = new Float32Array(STEPS)
  const scale = 1 / Math.log1p(top / middle)
  for (let n = 0; n < STEPS; n++) {
    bits[0] = n << MANTISSA
    const tone = Math.min(1.15, Math.log1p((float[0] ?? 0) / middle) * scale)
    const shown = Math.min(255, 255 * tone ** 0.95)
    const paleness = Math.max(0, Math.min(1, (tone - 0.8) * 2.6))
    hue[n] = shown * (1 - paleness)
    white[n] = shown * paleness
  }
  return { hue, white }
}

export type Rgb = readonly [number, number, number]
