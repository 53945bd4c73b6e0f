import { describe, expect, it } from 'vitest'
import type { RepairRules } from '../../src/forms/dictionary.ts'
import { loadFormLibrary, withRepairRules } from '../../src/forms/form-library.ts'
import type { ReviewDecision } from '../../src/model/review-decision.ts'
import { learnedEntries } from '../../src/report/learned-entries.ts'

const library = loadFormLibrary()
const options = { least: 2, precision: 0.9 }

let made = 0
function decision(before: string, text: string | null, part: Partial<ReviewDecision> = {}): ReviewDecision {
  made += 1
  const verdict = text === null ? 'rejected' : 'edited'
  const key = { sha256: `s${made}`, sequence: 1, path: `indicators[${made}].level3`, before }
  return { ...key, verdict, text, correction: null, actor: '李明', decidedAt: '', ...part }
}

async function* asyncOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
const learn = (decisions: readonly ReviewDecision[], rules: Partial<RepairRules> = {}) =>
  learnedEntries(asyncOf(decisions), library, { entries: [], revocations: [], ...rules }, options)

describe('learnedEntries', () => {
  it('proposes what changed again and again, with the characters that all uses share', async () => {
    const entries = await learn([
      decision('网格维户完成数', '网格维护完成数'),
      decision('网格维户及时性', '网格维护及时性', { actor: '王芳' }),
      decision('道路养护里程', '道路养护总里程'),
    ])
    expect(entries).toEqual([
      {
        wrong: '网格维户',
        right: '网格维护',
        scope: 'name',
        uses: 2,
        against: 0,
        precision: 1,
        documents: 2,
        actors: ['李明', '王芳'],
        example: { before: '网格维户完成数', after: '网格维护完成数' },
      },
    ])
  })

  it('speaks about any text where the uses do', async () => {
    const [entry] = await learn([
      decision('网格维户完成数', '网格维护完成数'),
      decision('开展网格维户工作', '开展网格维护工作', { path: 'annualGoal' }),
    ])
    expect(entry).toMatchObject({ wrong: '网格维户', scope: 'any', uses: 2 })
  })

  it('leaves out what people let stand as often, what happened once, what is known, and what would touch digits', async () => {
    const stands = [1, 2].map(() => decision('网格维户率', '网格维护率'))
    expect(await learn([...stands, decision('网格维户率', null), decision('网格维户数', null)])).toEqual([])
    expect(await learn([decision('网格维户率', '网格维护率')])).toEqual([])
    expect(await learn([1, 2].map(() => decision('完成2个项目', '完成3个项目')))).toEqual([])
    expect(await learn([1, 2].map(() => decision('运维护容率', '运维扩容率')))).toEqual([])
    expect(await learn([1, 2].map(() => decision('社会效益', '经济效益', { path: 'indicators[1].level2' })))).toEqual(
      [],
    )
    const entry = {
      wrong: '维户',
      right: '维护',
      scope: 'any',
      source: 's',
      note: '',
      actor: 'x',
      addedAt: 't',
    } as const
    expect(
      await learn(
        [1, 2].map(() => decision('网格维户率', '网格维护率')),
        { entries: [entry] },
      ),
    ).toEqual([])
    expect(await learn([1, 2].map(() => decision('一段话', '完全不同的另一段很长的话')))).toEqual([])
  })
})

describe('what was revoked', () => {
  const revocations = (word: string) => [{ rule: `dictionary/${word}`, actor: 'Wang', revokedAt: 't' }]

  it('is not proposed again out of the decisions that were made while it held', async () => {
    const accepted = [1, 2].map(() => decision('运维护容', '运维扩容'))
    expect(await learn(accepted, { revocations: revocations('运维护容') })).toEqual([])
    const network = [1, 2].map(() => decision('网格维户率', '网格维护率'))
    expect(await learn(network, { revocations: revocations('网格维户率') })).toEqual([])
    expect(await learn(network, { revocations: revocations('别的') })).toHaveLength(1)
  })
})

describe('what people taught a database', () => {
  const entry = {
    wrong: '网格维户',
    right: '网格维护',
    scope: 'any',
    source: 's',
    note: '',
    actor: '李明',
    addedAt: 't',
  } as const
  const find = (from: typeof library, text: string) =>
    from.families[0]!.dictionary.find(text, 'name').map(match => match.entry.right)

  it('takes part in the dictionary, counts before the files, and changes the hash', () => {
    const taught = withRepairRules(library, {
      entries: [entry, { ...entry, wrong: '运维护容', right: '运维护栏' }],
      revocations: [],
    })
    expect(find(taught, '网格维户及运维护容')).toEqual(['网格维护', '运维护栏'])
    expect(taught.hash).not.toBe(library.hash)
    expect(withRepairRules(library, { entries: [], revocations: [] }).hash).toBe(library.hash)
  })

  it('silences revoked entries of either kind', () => {
    const revocations = ['网格维户', '运维护容'].map(word => ({
      rule: `dictionary/${word}`,
      actor: '李明',
      revokedAt: 't',
    }))
    expect(find(withRepairRules(library, { entries: [entry], revocations }), '网格维户及运维护容')).toEqual([])
  })
})
