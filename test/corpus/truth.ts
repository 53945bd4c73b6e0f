import { z } from 'zod'

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Yuan as a decimal string with two places; null = the cell is blank. */
const yuan = z
  .string()
  .regex(/^\d+\.\d{2}$/)
  .nullable()

export const truthIndicatorSchema = z.strictObject({
  level1: z.string().min(1),
  level2: z.string().min(1),
  level3: z.string().min(1),
  /** As printed, format repaired. */
  value: z.string().min(1),
  operator: z.enum(['≥', '≤', '=', '>', '<', '≈']).nullable(),
  /** Only where the whole value is one number; null for ranges, dates and words. */
  number: z.number().nullable(),
  unit: z.string().min(1).nullable(),
  /** In the seed: the row's place was inferred by the person who read it. */
  inferred: z.boolean().optional(),
})

/** What a form says, in the format of the seed's `*.gold.jsonl`: one form a line. */
export const formTruthSchema = z.strictObject({
  formType: z.literal('project-performance-goal'),
  fiscalYear: z.int(),
  /** Position in its bundle, from 1. */
  sequence: z.int().min(1),
  projectName: z.string().min(1),
  projectNature: z.string().min(1),
  projectCategory: z.string().min(1),
  competentDepartment: z.string().min(1),
  implementingUnit: z.string().min(1),
  plannedStart: isoDay,
  plannedEnd: isoDay,
  funds: z.strictObject({
    totalProject: yuan,
    totalAnnual: yuan,
    fiscalProject: yuan,
    fiscalAnnual: yuan,
    carriedOver: yuan,
    otherProject: yuan,
    otherAnnual: yuan,
  }),
  overallGoal: z.string().nullable(),
  overallGoalPeriod: z.string().nullable(),
  annualGoal: z.string().min(1),
  indicators: z.array(truthIndicatorSchema).min(1),
})

export type TruthIndicator = z.infer<typeof truthIndicatorSchema>
export type FormTruth = z.infer<typeof formTruthSchema>
