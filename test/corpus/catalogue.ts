import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** The level-2 groups as the data files name them, in the order in which a form prints them. */
export const GROUPS = [
  '经济成本',
  '社会成本',
  '生态成本',
  '数量',
  '质量',
  '时效',
  '经济效益',
  '社会效益',
  '生态效益',
  '可持续',
  '满意度',
] as const
export type Group = (typeof GROUPS)[number]

export interface IndicatorTemplate {
  readonly group: Group
  readonly name: string
  /** See `expandTemplate` in value-template.ts. */
  readonly value: string
}

/** Lines `name | value` under headings that name a group. */
function linesToIndicators(text: string): IndicatorTemplate[] {
  let group: Group | undefined
  const indicators: IndicatorTemplate[] = []
  for (const line of text.split('\n').map(l => l.trim())) {
    if (line === '') continue
    const [name, value, ...rest] = line.split('|').map(part => part.trim())
    if (value === undefined) {
      group = GROUPS.find(g => g === line)
      if (!group) throw new Error(`unknown group ${line}`)
    } else if (!name || !value || rest.length > 0 || !group) throw new Error(`bad indicator line: ${line}`)
    else indicators.push({ group, name, value })
  }
  return indicators
}

const indicatorsSchema = z.string().transform(linesToIndicators)
const rangeSchema = z
  .string()
  .regex(/^[\d.]+~[\d.]+$/)
  .transform(text => text.split('~').map(Number) as [number, number])

const projectSchema = z.strictObject({
  name: z.string(),
  /** Short noun for the names of boilerplate indicators: `{topic}完成及时性`. */
  topic: z.string(),
  nature: z.enum(['经常性项目', '一次性项目', '阶段性项目']).default('经常性项目'),
  category: z.enum(['特定目标类', '其他运转类', '人员类']).default('特定目标类'),
  /** Years the project runs; 1 for projects that start anew each year. */
  span: z.int().min(1).max(4).default(1),
  /** Yearly budget in 万元. */
  budget: rangeSchema,
  goal: z.string(),
  overall: z.string().optional(),
  indicators: indicatorsSchema,
})

const departmentSchema = z.strictObject({
  /** Without city and district: 教育局. */
  organisation: z.string(),
  units: z.array(z.string()).min(1),
  projects: z.array(projectSchema).min(1),
})

export type ProjectTemplate = z.infer<typeof projectSchema>
export type DepartmentTemplate = z.infer<typeof departmentSchema> & { readonly id: string }

export interface Catalogue {
  readonly departments: readonly DepartmentTemplate[]
  /** Indicators that any project may borrow; `{topic}` stands for the project's topic. */
  readonly boilerplate: readonly IndicatorTemplate[]
}

let loaded: Catalogue | undefined

/** What `departments/*.yaml` and `boilerplate.yaml` beside this file hold; read once. */
export function loadCatalogue(): Catalogue {
  loaded ??= readCatalogue()
  return loaded
}

function readCatalogue(): Catalogue {
  const folder = new URL('./departments/', import.meta.url)
  const departments = readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file => {
      const department = departmentSchema.parse(parse(readFileSync(new URL(file, folder), 'utf8')))
      return { ...department, id: file.replace('.yaml', '') }
    })
  const boilerplate = z
    .strictObject({ indicators: indicatorsSchema })
    .parse(parse(readFileSync(new URL('./boilerplate.yaml', import.meta.url), 'utf8')))
  return { departments, boilerplate: boilerplate.indicators }
}
