import { generateForms } from '../corpus/generate.ts'
import { type Half, splitOf } from '../corpus/split.ts'
import type { FormTruth } from '../corpus/truth.ts'
import type { PrintableDocument } from './document-to-html.ts'
import { fontsOfHalf, lookOf } from './look.ts'
import { randomOf } from './random.ts'

/** A document of the bench: what is printed, and the truth about it in reading order. */
export interface BenchDocument {
  readonly name: string
  readonly forms: readonly FormTruth[]
  readonly printed: PrintableDocument
  /** Words on the seal. */
  readonly department: string
}

/** Always the whole list, so that a larger bench keeps the documents of a smaller one. */
const corpus = { seed: 20_240_301, count: 600 }

/** How many groups of forms go into one document, in turn: most are single, some are bundles of several departments. */
const groupsPerDocument = [1, 1, 2, 1, 3]

/** So many documents of a half have been looked at to see what was wrong with them: they count to neither half. */
const looked = { tuning: 0, test: 8 } as const

/**
 * At least `count` different forms of one half in documents of one to a dozen; the halves share no project. A larger count keeps
 * the documents of a smaller one.
 */
export function benchDocuments(half: Half, count: number): BenchDocument[] {
  const groups = groupsOf(half)
  const documents: BenchDocument[] = []
  let made = 0
  for (let number = 1; made < count; number++) {
    const taken = groups.splice(0, groupsPerDocument[(number - 1) % groupsPerDocument.length])
    if (taken.length === 0) throw new RangeError(`the corpus gave ${made} ${half} forms, not ${count}`)
    if (number <= looked[half]) continue
    documents.push(documentOf(`${half}-${String(number).padStart(2, '0')}`, taken, fontsOfHalf[half]))
    made += taken.flat().length
  }
  return documents
}

/** Forms of one department and year, in the corpus's order, at most four together. */
function groupsOf(half: Half): FormTruth[][] {
  const groups = new Map<string, FormTruth[]>()
  for (const form of generateForms(corpus)) {
    if (splitOf(form.projectName) !== half) continue
    const key = `${form.competentDepartment} ${form.fiscalYear}`
    const group = groups.get(key) ?? []
    if (group.length < 4) groups.set(key, [...group, form])
  }
  return [...groups.values()]
}

/** Each department keeps its own look; a bundle may have a cover and an empty page. */
function documentOf(name: string, groups: readonly FormTruth[][], extraFonts: readonly string[]): BenchDocument {
  const random = randomOf(`document ${name}`)
  const printed = groups.flatMap((group, index) => {
    const look = lookOf(`${name} ${index}`, {}, extraFonts)
    return group.map(form => ({ form, look }))
  })
  const forms = groups.flat()
  const [first] = forms
  if (first === undefined) throw new RangeError('a document needs a form')
  const department = first.competentDepartment
  const cover = forms.length > 2 && random.chance(0.5) ? { cover: coverWords(department, first.fiscalYear) } : {}
  const blank = forms.length > 1 && random.chance(0.25) ? { blankPageAfter: 0 } : {}
  return {
    name,
    forms: forms.map((form, index) => ({ ...form, sequence: index + 1 })),
    printed: { forms: printed, ...cover, ...blank },
    department,
  }
}

export function coverWords(department: string, year: number): string[] {
  return [`${department}${year}年度项目绩效目标汇总表`, department, `${year}年1月`]
}
