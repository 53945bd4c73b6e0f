import type { Raster } from './resample.ts'

/** What makes a page easy or hard to read; each 0..1 but `inkShare`. */
export interface PageQuality {
  /** 1: edges of letters rise within one or two px; 0: over a letter's stroke and more. */
  readonly sharpness: number
  /** Darkness of the ink against the paper. */
  readonly contrast: number
  /** 1: smooth paper. */
  readonly smoothness: number
  /** 1 from 200 dpi on. */
  readonly resolution: number
  /** Share of the page that is ink. */
  readonly inkShare: number
  /** All together, 0 hopeless … 1 perfect. */
  readonly quality: number
}

/** Measures a clean page on every fourth row. */
export function rasterToQuality(raster: Raster, dpi: number): PageQuality {
  const { width, height, data } = raster
  let ink = 0
  let inkSum = 0
  let seen = 0
  let noise = 0
  let paper = 0
  let rises = 0
  let steepness = 0
  const reach = Math.max(2, Math.round(dpi / 60))
  for (let y = 2; y < height; y += 4) {
    for (let x = 1, i = y * width + 1; x < width - reach - 1; x++, i++) {
      const value = data[i]!
      seen++
      if (value > 200) {
        if (data[i + 1]! > 200) {
          noise += Math.abs(value - data[i + 1]!)
          paper++
        }
        continue
      }
      if (value >= 150) continue
      ink++
      // The dark middle of a stroke, and the steepest step on the way from it to the paper on its right.
      if (value > data[i - 1]! || value >= data[i + 1]!) continue
      inkSum += value
      let step = 0
      let top = value
      for (let k = 1; k <= reach; k++) {
        step = Math.max(step, data[i + k]! - data[i + k - 1]!)
        top = Math.max(top, data[i + k]!)
      }
      if (top - value < 60) continue
      rises++
      steepness += step / (top - value)
    }
  }
  const sharpness = rises === 0 ? 1 : ramp(steepness / rises, 0.25, 0.6)
  const contrast = rises === 0 ? 1 : ramp(255 - inkSum / Math.max(1, rises), 60, 170)
  const smoothness = paper === 0 ? 0 : 1 - ramp(noise / paper, 2, 14)
  const resolution = ramp(dpi, 50, 200)
  const quality = (0.4 + 0.6 * sharpness) * (0.4 + 0.6 * contrast) * (0.6 + 0.4 * smoothness) * (0.3 + 0.7 * resolution)
  return { sharpness, contrast, smoothness, resolution, inkShare: ink / Math.max(1, seen), quality }
}

function ramp(value: number, low: number, high: number): number {
  return Math.max(0, Math.min(1, (value - low) / (high - low)))
}
