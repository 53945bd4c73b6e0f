import type { Issue, IssueCode } from '../../model/issue.ts'
import { declinedJpeg } from './pdfjs.ts'

/** What pdfjs's warnings (English, from its sources at 5.6.205) mean for the page. First match wins; the rest are harmless oddities. */
const meanings: readonly (readonly [RegExp, IssueCode | null])[] = [
  [new RegExp(declinedJpeg), null],
  [/Falling back to JS|using the Width\/Height of/, null],
  [
    /exceeded maximum allowed size|Unable to decode (inline )?image|Image dimensions are missing|ignoring XObject/,
    'image-dropped',
  ],
  [/Dependent image isn't ready|Unsupported \/S?Mask format|Filter ".*" is not supported/, 'image-dropped'],
  [
    /^JPEG|^Jpeg|JpegImage|decodeScan|readDataBlock|re-parse the JPEG|ignoring the rest of the image data|EOI marker not found/,
    'decode-warning',
  ],
  [
    /JpxImage|JBig2Image|CCITT|Jbig2|Inline .* image stream|findDefaultInlineStreamEnd|Decode map length/,
    'decode-warning',
  ],
  [
    /Invalid stream|^Empty "|ignoring sub-stream|ignoring errors during|ignoring operator|ignoring Shading|flate/i,
    'decode-warning',
  ],
  [
    /Font ".*" is not available|loadFont -|translateFont|Error during font loading|ignoring ToUnicode|Invalid cMap data/,
    'decode-warning',
  ],
  [
    /Type3 .*is not available|ignoring annotation data|ensureStateFont|Unable to read optional content/,
    'decode-warning',
  ],
]

/** Warnings of opening a file whose cross-reference table had to be rebuilt: pages may have been lost with it. */
const rebuiltIndex =
  /Indexing all PDF objects|invalid \/Pages tree|Skipping invalid first page|XRef\.parse - Invalid|_getLinearizationPage/

/** What a warning of pdfjs means for page `page`; null for harmless ones. */
export function warningToIssue(warning: string, page: number): Issue | null {
  const code = meanings.find(([pattern]) => pattern.test(warning))?.[1] ?? null
  if (code === 'image-dropped')
    return {
      code,
      severity: 'warning',
      message: `A picture on page ${page} could not be shown: ${plain(warning)}`,
      hint: 'Compare the page with the PDF in a viewer; print it to a new PDF or scan it again, and ingest that.',
      page,
    }
  if (code === 'decode-warning')
    return {
      code,
      severity: 'warning',
      message: `Page ${page} is damaged and may not be whole: ${plain(warning)}`,
      hint: 'Compare the page with the PDF in a viewer; if something is missing, get the file again or scan the page again.',
      page,
    }
  return null
}

/** The issue of a document whose damaged index was rebuilt; null where `warnings` tell of none. */
export function openingIssue(warnings: readonly string[]): Issue | null {
  if (!warnings.some(w => rebuiltIndex.test(w))) return null
  return {
    code: 'corrupt',
    severity: 'warning',
    message: 'The PDF is damaged; its list of pages was rebuilt, and pages may be missing.',
    hint: 'Check the number of pages in a viewer. If pages are missing, get the file again from its source.',
    page: null,
  }
}

type Listener = (warning: string) => void
const listeners = new Set<Listener>()
let restore: (() => void) | null = null

/** Hears what pdfjs warns about until the returned function is called: pdfjs has no other way to tell, it writes to `console.warn`. */
export function onPdfWarning(listener: Listener): () => void {
  restore ??= interceptWarnings()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    restore?.()
    restore = null
  }
}

function interceptWarnings(): () => void {
  const target: { warn: (...parts: unknown[]) => void } = globalThis.console
  const write = target.warn
  target.warn = (...parts) => {
    const text = String(parts[0] ?? '')
    if (text.startsWith('Warning: ')) for (const hear of listeners) hear(text.slice('Warning: '.length))
    else write.apply(target, parts)
  }
  return () => {
    target.warn = write
  }
}

function plain(warning: string): string {
  return `${warning
    .replace(/\s+/g, ' ')
    .slice(0, 160)
    .replace(/[.\s]+$/, '')}.`
}
