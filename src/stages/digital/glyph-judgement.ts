import type { ImagePlacement, PdfGlyph } from '../../engines/pdf/pdf-document.ts'

/** Characters that no text is made of: controls, the replacement character, private use, unassigned planes and non-characters. */
const impossible = /[\p{Cc}\ufffd\p{Co}\p{Cn}\p{Cs}]/u
/**
 * Scripts and signs of Chinese office documents. Where a font tells no characters, its glyph numbers come out as characters:
 * they fall into all the scripts of the world.
 */
const expected =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u0020-\u007e\u00a0-\u00ff\u0391-\u03c9\u2000-\u206f\u2070-\u209f\u20a0-\u20bf\u2100-\u214f\u2150-\u218f\u2190-\u22ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u3000-\u303f\u3200-\u33ff\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef]/u
/** Characters of Latin fonts that are never an em wide (M m W w @ % & Æ Œ may be): when they are, a Chinese glyph hides behind a wrong character. */
const narrow = /^[!-$'-?A-LN-VX-Z[-ln-vx-~\u00a1-\u00bb\u00bf-\u00c5\u00c7-\u0151\u0154-\u024f]$/u
const fullWidth = 0.95

/** The glyph's character cannot be what is printed. */
export function isGarbled(glyph: PdfGlyph): boolean {
  return (
    impossible.test(glyph.text) || !expected.test(glyph.text) || (glyph.advance >= fullWidth && narrow.test(glyph.text))
  )
}

export function isSpace(glyph: PdfGlyph): boolean {
  return /^\s*$/u.test(glyph.text)
}

/** A later image that is no stencil lies over the glyph: it is not seen, however visible it is by itself. */
export function isCovered(glyph: PdfGlyph, images: readonly ImagePlacement[]): boolean {
  const x = glyph.box.x + glyph.box.width / 2
  const y = glyph.box.y + glyph.box.height / 2
  return images.some(
    ({ box, order, isStencil }) =>
      order > glyph.order &&
      !isStencil &&
      x >= box.x &&
      x <= box.x + box.width &&
      y >= box.y &&
      y <= box.y + box.height,
  )
}
