import type { Group } from './catalogue.ts'
import type { Random } from './random.ts'
import type { NumberStyle } from './value-template.ts'

/** What a department's forms of one year have in common: vocabulary, number style, names of the cost target. */
export interface FormStyle {
  /** Forms up to 2021 have no 成本指标 at level 1; costs stand last among the outputs. */
  readonly older: boolean
  readonly numbers: NumberStyle
  readonly costName: string
  readonly labels: Readonly<Record<Group, readonly [level1: string, level2: string]>>
}

export function formStyle(year: number, random: Random): FormStyle {
  const older = year <= 2021
  const ecology = random.pick(['生态效益指标', '环境效益指标'])
  const satisfaction = older
    ? random.pick(['社会公众或服务对象满意度指标', '服务对象满意度指标'])
    : random.pick(['服务对象满意度指标', '服务对象满意度指标', '社会公众或服务对象满意度指标'])
  const cost = (level2: string): readonly [string, string] => (older ? ['产出指标', '成本指标'] : ['成本指标', level2])
  return {
    older,
    numbers: random.pick<NumberStyle>(['padded', 'padded', 'padded', 'padded', 'bracketed', 'bare']),
    costName: random.pick([
      '项目成本控制率',
      '项目成本控制数',
      '项目总成本',
      '项目预算控制数',
      '项目成本控制金额',
      '预算成本控制额',
    ]),
    labels: {
      经济成本: cost('经济成本指标'),
      社会成本: cost('社会成本指标'),
      生态成本: cost('生态环境成本指标'),
      数量: ['产出指标', '数量指标'],
      质量: ['产出指标', '质量指标'],
      时效: ['产出指标', '时效指标'],
      经济效益: ['效益指标', '经济效益指标'],
      社会效益: ['效益指标', '社会效益指标'],
      生态效益: ['效益指标', ecology],
      可持续: ['效益指标', '可持续影响指标'],
      满意度: ['满意度指标', satisfaction],
    },
  }
}

const COSTS: readonly Group[] = ['经济成本', '社会成本', '生态成本']
const OUTPUTS: readonly Group[] = ['数量', '质量', '时效']
const EFFECTS: readonly Group[] = ['经济效益', '社会效益', '生态效益', '可持续', '满意度']

/** The groups in the order in which the form prints them. */
export function printingOrder(style: FormStyle): readonly Group[] {
  return style.older ? [...OUTPUTS, ...COSTS, ...EFFECTS] : [...COSTS, ...OUTPUTS, ...EFFECTS]
}
