import type { FormDefinition } from '../forms/form-definition.ts'
import type { FormOfDocument } from '../store/store.ts'
import type { ColumnType, ReportColumn } from './report-table.ts'

type FieldKind = FormDefinition['fields'][number]['kind']

const TYPE_BY_KIND: Readonly<Record<FieldKind, ColumnType>> = {
  text: 'text',
  organisation: 'text',
  choice: 'text',
  prose: 'text',
  date: 'date',
  amount: 'amount',
}

/**
 * The columns that identify a form and hold its single values: those of the definitions, in their order. What a form has beyond
 * them (it was made with another definition) stands in `other_fields` as JSON, so that nothing is lost.
 */
export function formColumns(definitions: readonly FormDefinition[]): ReportColumn<FormOfDocument>[] {
  const fields = new Map(
    definitions.flatMap(definition =>
      definition.fields.flatMap(
        ({ path, kind, bracket }): Array<[string, FieldKind]> => [
          [path, kind],
          ...(bracket === undefined ? [] : [[bracket, 'text'] as [string, FieldKind]]),
        ],
      ),
    ),
  )
  return [
    { key: 'file', type: 'text', width: 24, value: ({ document }) => document.file },
    { key: 'sha256', type: 'text', width: 12, value: ({ document }) => document.sha256 },
    { key: 'sequence', type: 'integer', width: 9, value: ({ form }) => form.sequence },
    { key: 'first_page', type: 'integer', width: 9, value: ({ form }) => form.pages[0] ?? null },
    { key: 'last_page', type: 'integer', width: 9, value: ({ form }) => form.pages.at(-1) ?? null },
    { key: 'form_type', type: 'text', width: 22, value: ({ form }) => form.formType },
    { key: 'fiscal_year', type: 'integer', width: 9, value: ({ form }) => form.fiscalYear },
    ...[...fields].map(
      ([path, kind]): ReportColumn<FormOfDocument> => ({
        key: pathToKey(path),
        type: TYPE_BY_KIND[kind],
        width: kind === 'prose' ? 50 : kind === 'amount' ? 16 : kind === 'date' ? 11 : 24,
        value: ({ form }) => form.fields[path] ?? null,
      }),
    ),
    {
      key: 'other_fields',
      type: 'text',
      width: 14,
      value: ({ form }) => {
        const others = Object.entries(form.fields).filter(([path]) => !fields.has(path))
        return others.length === 0 ? null : JSON.stringify(Object.fromEntries(others))
      },
    },
    {
      key: 'duplicate_of',
      type: 'text',
      width: 24,
      isDetail: true,
      value: ({ duplicateOf }) => (duplicateOf ? `${duplicateOf.file}:${duplicateOf.sequence}` : null),
    },
  ]
}

/** `funds.totalAnnual` → `funds_total_annual`. */
function pathToKey(path: string): string {
  return path.replace(/\./gu, '_').replace(/[A-Z]/gu, letter => `_${letter.toLowerCase()}`)
}
