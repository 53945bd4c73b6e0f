import type { FieldDefinition, FormDefinition } from '../../forms/form-definition.ts'
import type { Correction } from '../../model/correction.ts'
import { type DraftForm, type DraftValue, isRecognised } from '../../model/draft-form.ts'
import type { ReviewFlag } from '../../model/form-record.ts'
import { foldText } from '../../model/printed-text.ts'
import { sureCorrection } from '../../model/sure-correction.ts'

const RULE_VERSION = 1

/** What is left of the ruling line between two cells that were read as one, at the seam. */
const SEAM = String.raw`[|丨!lI1:;,.\[\]「」『』¦·\s]*`

/** A name, what is left of a ruling line, and a target with its operator. */
const TARGET = /^(?<name>[^≥≤=<>《》]*[\p{Script=Han})）])\s*[|丨!lI1:]?\s*(?<target>[≥≤=<>《》]\s*\d.*)$/u

/**
 * Parts values that were read as one because the ruling line between their cells was not seen: a value that holds the label of
 * another field, which was not found elsewhere, and a name with a target behind it where the row has none. Parts are for a person to
 * see, but for choices of their fields.
 */
export function partFields(draft: DraftForm, form: FormDefinition): DraftForm {
  const parted = partHead(draft, form)
  const rows = parted.rows.map((row, index) => {
    const seam = row.value.text === '' && isRecognised(row.name) ? TARGET.exec(row.name.text)?.groups : undefined
    if (seam === undefined) return null
    const [name, value] = [seam.name!, seam.target!]
    const path = `indicators[${index}]`
    const reason = 'name and target were read as one; a target begins here'
    return {
      row: { ...row, name: { ...row.name, text: name }, value: { ...row.name, text: value } },
      corrections: [
        partedEntry(`${path}.level3`, row.name, name, reason),
        partedEntry(`${path}.value`, row.name, value, reason),
      ],
      review: [`${path}.level3`, `${path}.value`].map(each => ({ path: each, reason })),
    }
  })
  return {
    ...parted,
    rows: parted.rows.map((row, index) => rows[index]?.row ?? row),
    corrections: [...parted.corrections, ...rows.flatMap(part => part?.corrections ?? [])],
    review: [...parted.review, ...rows.flatMap(part => part?.review ?? [])],
  }
}

/** The single values. */
function partHead(draft: DraftForm, form: FormDefinition): DraftForm {
  const fields = new Map(draft.fields)
  const corrections: Correction[] = []
  const review: ReviewFlag[] = []
  const isMissing = (field: FieldDefinition) => (fields.get(field.path)?.text ?? '') === ''
  for (const field of form.fields) {
    const value = fields.get(field.path)
    if (value === undefined || field.value !== 'right' || !isRecognised(value)) continue
    for (const other of form.fields) {
      if (other === field || other.value !== 'right' || !isMissing(other)) continue
      const parts = partedAt(value.text, [other.label, ...other.aliases])
      if (parts === null) continue
      const isSure = isChoice(parts.before, field) && isChoice(parts.after, other)
      for (const [path, text] of [
        [field.path, parts.before],
        [other.path, parts.after],
      ] as const) {
        fields.set(path, { ...value, text })
        const reason = `two cells were read as one; the label ${other.label} stands between their values`
        corrections.push(partedEntry(path, value, text, reason))
        if (!isSure)
          review.push({ path, reason: `read together with another value, parted at the label ${other.label}` })
      }
      break
    }
  }
  return { ...draft, fields, corrections: [...draft.corrections, ...corrections], review: [...draft.review, ...review] }
}

/** What stands before and behind the first of the labels that the text holds; null where it holds none, or nothing beside it. */
function partedAt(text: string, labels: readonly string[]): { before: string; after: string } | null {
  const folded = foldText(text)
  for (const label of labels) {
    const found = new RegExp(`^(?<before>.+?)${SEAM}${escaped(foldText(label))}${SEAM}(?<after>.+?)${SEAM}$`, 'u').exec(
      folded,
    )
    if (found?.groups !== undefined) return { before: found.groups.before!, after: found.groups.after! }
  }
  return null
}

function isChoice(text: string, { choices }: FieldDefinition): boolean {
  return choices?.includes(text) ?? false
}

function partedEntry(path: string, value: DraftValue, after: string, reason: string): Correction {
  const about = { method: 'structure', rule: 'structure/part-fields', ruleVersion: RULE_VERSION, reason }
  return sureCorrection(path, value, after, about)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
