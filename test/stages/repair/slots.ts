const words = (text: string) => text.trim().split(/\s+/u)

/** The closed vocabularies that a cell can hold, of this and of other form families (DOMAIN.md). */
export const SLOTS = {
  level1: words('成本指标 产出指标 效益指标 满意度指标'),
  level2:
    words(`经济成本指标 社会成本指标 生态环境成本指标 数量指标 质量指标 时效指标 成本指标 经济效益指标 社会效益指标
    生态效益指标 环境效益指标 可持续影响指标 服务对象满意度指标 社会公众或服务对象满意度指标`),
  otherLevel1: words('投入指标 过程指标 决策指标 产出进度指标 效果指标 履职效能指标 满意度指标'),
  nature: words('经常性项目 一次性项目 阶段性项目'),
  category: words('特定目标类 其他运转类 人员类'),
} as const satisfies Record<string, readonly string[]>

export type Slot = keyof typeof SLOTS
