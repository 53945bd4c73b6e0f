import { Decimal } from 'decimal.js'
import type { DepartmentTemplate, ProjectTemplate } from './catalogue.ts'
import { loadCatalogue } from './catalogue.ts'
import { contradict, type ExpectedFinding } from './contradictions.ts'
import { formStyle } from './form-style.ts'
import { drawBudget, drawFunds } from './funds.ts'
import { drawIndicators } from './indicators.ts'
import { DISTRICTS, TOWNS } from './places.ts'
import { createRandom } from './random.ts'
import type { FormTruth } from './truth.ts'
import { expandTemplate } from './value-template.ts'

export const FIRST_YEAR = 2019
export const LAST_YEAR = 2025

export interface GeneratedForm {
  readonly truth: FormTruth
  /** Id of the domain: the name of the file in `departments/`. */
  readonly domain: string
  /** The contradictions that were written into the form on purpose. */
  readonly expectedFindings: readonly ExpectedFinding[]
}

/** `count` different forms; a longer list with the same seed starts with the shorter one. */
export function generateForms(options: { readonly seed: number; readonly count: number }): FormTruth[] {
  return generateCorpus(options).map(form => form.truth)
}

/** As `generateForms`, with what is known about each form beside it. Throws a RangeError when the catalogue holds fewer. */
export function generateCorpus({ seed, count }: { readonly seed: number; readonly count: number }): GeneratedForm[] {
  const bundles = planBundles(seed)
  const forms: GeneratedForm[] = []
  for (const bundle of bundles) {
    for (const [index, project] of bundle.projects.entries()) {
      if (forms.length === count) return forms
      forms.push(drawForm(seed, bundle, project, index + 1))
    }
  }
  if (forms.length < count) throw new RangeError(`the catalogue makes ${forms.length} forms, not ${count}`)
  return forms
}

/** The forms of one department in one year. */
interface Bundle {
  readonly department: DepartmentTemplate
  readonly district: string
  readonly year: number
  readonly projects: readonly ProjectTemplate[]
}

/**
 * Every (department, district, project, year) once. Rounds go through all domains before a domain comes again; within a round
 * a department shows two or three projects in two or three successive years, so that even short lists hold projects to compare.
 */
function planBundles(seed: number): Bundle[] {
  const { departments } = loadCatalogue()
  const random = createRandom(seed, 'plan')
  const districts = random.shuffle(DISTRICTS)
  const rounds = districts.flatMap((_, shift) =>
    random.shuffle([...departments.entries()]).map(([i, department]) => ({
      department,
      district: districts[(i + shift) % districts.length]!,
    })),
  )
  const chunks = rounds.map(({ department, district }) => {
    const projects = random.shuffle(department.projects)
    const middle = Math.ceil(projects.length / 2)
    const spans = random.pick([
      [2019, 2021, 2023],
      [2019, 2022, 2024],
      [2019, 2020, 2023],
    ])
    return random.shuffle(
      [projects.slice(0, middle), projects.slice(middle)].flatMap(group =>
        spans.map((first, i) => {
          const next = spans[i + 1] ?? LAST_YEAR + 1
          return Array.from({ length: next - first }, (_, k) => ({
            department,
            district,
            year: first + k,
            projects: group,
          }))
        }),
      ),
    )
  })
  const depth = Math.max(...chunks.map(list => list.length))
  return Array.from({ length: depth }, (_, i) => chunks.flatMap(list => list[i] ?? [])).flat()
}

function drawForm(seed: number, bundle: Bundle, project: ProjectTemplate, sequence: number): GeneratedForm {
  const { department, district, year } = bundle
  const key = [seed, department.id, district, project.name].join('/')
  const lasting = createRandom(key)
  const yearly = createRandom(key, year)
  const agency = `上海市${district}${department.organisation}`
  const fill = (text: string) =>
    text.replaceAll('{区}', district).replaceAll('{topic}', project.topic).replaceAll('{镇}', lasting.pick(TOWNS))
  const draws = { key, year, names: new Map<string, string>() }
  const prose = (text: string) => expandTemplate(fill(text), draws)

  const phase = lasting.int(0, project.span - 1)
  const start = year - ((year - FIRST_YEAR + phase) % project.span)
  const end = start + project.span - 1
  const budgets = Array.from({ length: project.span }, (_, i) =>
    drawBudget(project.budget, createRandom(key, 'budget'), createRandom(key, 'budget', start + i)),
  )
  const annual = budgets[year - start]!
  const whole = project.span > 1 ? Decimal.sum(...budgets) : yearly.chance(0.06) ? annual : null
  const goal = prose(project.goal)
  const style = formStyle(year, createRandom(seed, agency, year <= 2021 ? 'older' : 'newer'))
  const truth: FormTruth = {
    formType: 'project-performance-goal',
    fiscalYear: year,
    sequence,
    projectName: fill(project.name),
    projectNature: project.nature,
    projectCategory: project.category,
    competentDepartment: agency,
    implementingUnit: fill(`上海市${district}${lasting.pick(department.units)}`),
    plannedStart: `${start}-${project.span > 1 && lasting.chance(0.3) ? '03' : '01'}-01`,
    plannedEnd: `${end}-${lasting.chance(0.15) ? '11-30' : '12-31'}`,
    funds: drawFunds(annual, whole, yearly),
    overallGoal: project.span > 1 && project.overall ? prose(project.overall) : null,
    overallGoalPeriod: project.span > 1 ? `${start}年-${end}年` : null,
    annualGoal: goal,
    indicators: drawIndicators({ project, style, budget: annual, draws, fill, lasting, yearly }),
  }
  return { domain: department.id, ...contradict(truth, style, createRandom(key, year, 'contradiction')) }
}
