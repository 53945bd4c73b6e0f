/** What people ask of a large archive: named queries with nothing given, with a narrow and with a wide parameter; and searches. */
type Given = Readonly<Record<string, string>>

export const NAMED_QUESTIONS: Readonly<Record<string, readonly Given[]>> = {
  'by-department': [{}, { year: '2024' }],
  'copied-indicators': [{}, { projects: '50', rows: '100' }],
  'corrections-by-rule': [{}],
  'cost-against-budget': [{}, { year: '2024' }, { all: '1' }],
  'document-problems': [{}, { severity: 'error' }],
  'findings-by-rule': [{}],
  'fund-identity': [{}, { year: '2024' }],
  'indicator-names': [{ text: '满意' }, { text: '完成率' }],
  'indicator-outliers': [{ indicator: '项目成本控制率' }, { indicator: '公众满意度' }],
  'largest-budgets': [{}, { year: '2024' }],
  'open-findings-by-money': [{}, { year: '2024' }, { rule: 'cost-target-vs-budget', year: '2024' }],
  overview: [{}],
  'quantified-share': [{}, { year: '2024' }],
  'same-indicator': [{ indicator: '公众满意度' }, { indicator: '项目成本控制率', year: '2024' }],
  'target-drift': [{ project: '养护' }, { project: '信息系统', moved: '1' }],
  'to-review': [{}, { year: '2024' }, { project: '培训' }],
  'unmeasurable-satisfaction': [{}, { year: '2024' }, { department: '第9市浦东新区教育局' }],
  'value-to-page': [{ project: '养护' }, { project: '养护', year: '2024', path: 'funds' }],
  'year-over-year-budget': [{}, { project: '养护' }, { department: '第9市浦东新区教育局' }],
}

export const SEARCHES: readonly string[] = [
  '满意度',
  '养护',
  '教育局 培训',
  '第9市 浦东新区 满意度 ≥90%',
  '长效管理机制',
  '绿化 养护 面积 完成率',
  '年',
  '2024',
  '查无此词',
]
