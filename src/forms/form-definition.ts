import { z } from 'zod'
import { YUAN_PER_UNIT } from '../model/money-units.ts'

/** A printed label and the other ways in which it is printed. */
const Label = z.strictObject({
  label: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
})

const FieldKind = z.enum(['text', 'organisation', 'choice', 'date', 'amount', 'prose'])

const Field = Label.extend({
  /** Export path: `projectName`, `funds.totalAnnual`. */
  path: z.string().regex(/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)?$/),
  kind: FieldKind,
  /** Where the value stands: in the cells right of the label, or in the row below it. */
  value: z.enum(['right', 'below']).default('right'),
  /** For a label that is printed twice in a row: which one, from 1. */
  occurrence: z.int().positive().default(1),
  /** Closed vocabulary of a `choice`. */
  choices: z.array(z.string().min(1)).optional(),
  /** Endings that are not part of the value: a department's `(汇总)`. */
  strip: z.array(z.string().min(1)).default([]),
  /** Path that takes the bracket printed behind the label: the years of a goal. */
  bracket: z.string().optional(),
  /** A form without this value is not whole. */
  required: z.boolean().default(false),
})

const Level2 = Label.extend({
  /** Labels printed instead of this one in some editions; each is kept as printed. */
  variants: z.array(z.string().min(1)).default([]),
})

const Level1 = Label.extend({ children: z.array(Level2).min(1) })

/** What a column of the indicator table holds. `extra` columns are kept as further fields of the row. */
const ColumnRole = z.enum(['group', 'level1', 'level2', 'name', 'value', 'operator', 'number', 'unit', 'extra'])

const Column = z.strictObject({
  role: ColumnRole,
  headers: z.array(z.string().min(1)),
})

const IndicatorSelector = z.strictObject({
  level1: z.string().optional(),
  level2: z.string().optional(),
  /** Regular expression on the indicator's name. */
  name: z.string().optional(),
})

const Check = z.discriminatedUnion('kind', [
  /** total = sum of the parts, where all are printed. */
  z.strictObject({ kind: z.literal('sum'), rule: z.string(), total: z.string(), parts: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('date-order'), rule: z.string(), start: z.string(), end: z.string() }),
  /** A target in money is compared with an amount of the form. */
  z.strictObject({
    kind: z.literal('target-vs-amount'),
    rule: z.string(),
    indicator: IndicatorSelector,
    amount: z.string(),
  }),
  /** Numbers of a goal that the indicator of the same thing contradicts. */
  z.strictObject({ kind: z.literal('goal-vs-indicator'), rule: z.string(), goals: z.array(z.string()) }),
  /** A target of these indicators must be a number. */
  z.strictObject({ kind: z.literal('measurable'), rule: z.string(), indicator: IndicatorSelector }),
  /** Names that end like this are valued in this dimension; `except` lists name endings that are not meant. */
  z.strictObject({
    kind: z.literal('unit-dimension'),
    rule: z.string(),
    indicator: IndicatorSelector,
    not: z.array(z.string()),
  }),
])

/** One family of forms as data: `pipelines/<id>/form.yaml`. */
export const FormDefinition = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    /** `formType` of the export. */
    type: z.string().regex(/^[a-z][a-z0-9-]*$/),
    version: z.int().positive(),
    name: z.string(),
    description: z.string(),
    titles: z.array(z.string().min(1)).min(1),
    /** Regular expression with one group: the fiscal year in a line under the title. */
    fiscalYear: z.string(),
    /** Where the form itself does not say another one beside its labels or above its table. */
    amountUnit: z.enum(Object.keys(YUAN_PER_UNIT)),
    /** Labels that only group others: merged cells at the left. */
    groups: z.array(z.string().min(1)),
    fields: z.array(Field).min(1),
    columns: z.array(Column).min(2),
    levels: z.array(Level1).min(1),
    /** Operators that targets are printed with; a recogniser's other ones are misread. Empty: any. */
    operators: z.array(z.string().min(1)).default([]),
    /** Level-1 labels of which a whole form ends under one; empty where it may end anywhere. */
    endsUnder: z.array(z.string().min(1)).default([]),
    checks: z.array(Check),
  })
  .superRefine((form, context) => {
    for (const [index, field] of form.fields.entries())
      if ((field.kind === 'choice') !== (field.choices !== undefined))
        context.addIssue({
          code: 'custom',
          path: ['fields', index, 'choices'],
          message: 'a field of kind "choice" lists its choices, and no other kind does',
        })
    const paths = form.fields.map(field => field.path)
    for (const [index, path] of paths.entries())
      if (paths.indexOf(path) !== index)
        context.addIssue({
          code: 'custom',
          path: ['fields', index, 'path'],
          message: `the path "${path}" is used twice`,
        })
    for (const [index, label] of form.endsUnder.entries())
      if (!form.levels.some(level => level.label === label))
        context.addIssue({
          code: 'custom',
          path: ['endsUnder', index],
          message: `no level-1 label is called "${label}"`,
        })
    for (const role of ['level1', 'level2', 'name', 'value'] as const)
      if (!form.columns.some(column => column.role === role) && role !== 'value')
        context.addIssue({
          code: 'custom',
          path: ['columns'],
          message: `no column has the role "${role}"`,
        })
  })

export type FormDefinition = z.infer<typeof FormDefinition>
export type FieldDefinition = FormDefinition['fields'][number]
export type CheckDefinition = FormDefinition['checks'][number]
export type IndicatorSelector = z.infer<typeof IndicatorSelector>
export type ColumnRole = z.infer<typeof ColumnRole>

/** A state of the indicator table: one printed level-2 label under its level-1 label, in order of printing. */
export interface LevelState {
  readonly level1: string
  readonly level2: string
  /** Position of printing; variants of one label share it. */
  readonly rank: number
  /** Variants (not the first label of their rank) are taken only where they are printed. */
  readonly variant: boolean
}

/** The template's states in order of printing. */
export function levelStates(form: FormDefinition): LevelState[] {
  let rank = 0
  return form.levels.flatMap(level1 =>
    level1.children.flatMap(level2 => {
      rank += 1
      return [level2.label, ...level2.variants].map((label, index) => ({
        level1: level1.label,
        level2: label,
        rank,
        variant: index > 0,
      }))
    }),
  )
}
