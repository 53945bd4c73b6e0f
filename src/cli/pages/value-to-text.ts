import type { Box } from '../../model/box.ts'
import type { Provenance } from '../../model/form-record.ts'
import type { FormOfDocument } from '../../store/store.ts'
import { styled } from '../terminal/style.ts'
import { toPrintable } from '../terminal/text-width.ts'
import type { TracedValue } from './show-form.ts'

/** A value and its history for a person. */
export function valueToText(value: TracedValue, { form }: FormOfDocument): string {
  const name = toPrintable(form.fields.projectName ?? '(no name)')
  const lines = [
    `${styled('dim', `${value.document.file}, form ${value.sequence}, ${name}`)}`,
    `${value.path} = ${styled('bold', value.text === null ? '(blank)' : toPrintable(value.text))}`,
    ...value.provenance.map(provenanceLine),
    ...(value.provenance.length === 0 ? ['  read     nowhere: it was inferred, or its cell was not found'] : []),
    ...value.corrections.map(
      ({ before, after, decision, rule, score, reason, decided }) =>
        `  ${decision.padEnd(9)}${quoted(before)} → ${quoted(after)} (${rule}, score ${rounded(score)}${decided === undefined ? '' : `; ${toPrintable(decided.by)}, ${decided.at.slice(0, 10)}`}): ${toPrintable(reason)}`,
    ),
    ...value.findings.map(({ severity, rule, message }) => `  ${severity.padEnd(9)}${rule}: ${toPrintable(message)}`),
    ...value.review.map(
      ({ path, reason }) => `  review   ${path === value.path ? '' : `${path}: `}${toPrintable(reason)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function provenanceLine({ place, raw, engine, confidence }: Provenance): string {
  const where =
    place.line === null
      ? `page ${place.page}${place.box === null ? '' : `, ${boxText(place.box)} pt`}${place.pixels === null ? '' : ` (${boxText(place.pixels)} px)`}`
      : `line ${place.line}, cell ${place.column}`
  return `  read     ${quoted(raw)} on ${where}, by ${engine}, confidence ${rounded(confidence)}`
}

function boxText({ x, y, width, height }: Box): string {
  return `${rounded(width, 10)} × ${rounded(height, 10)} at ${rounded(x, 10)}, ${rounded(y, 10)}`
}

function quoted(text: string): string {
  return text === '' ? 'nothing' : `"${toPrintable(text)}"`
}

function rounded(value: number, steps = 1000): number {
  return Math.round(value * steps) / steps
}
