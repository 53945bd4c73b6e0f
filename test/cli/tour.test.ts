import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterAll, describe, expect, it } from 'vitest'
import { ingest } from '../../src/app/composition.ts'
import { resolveSettings } from '../../src/app/config.ts'
import { answerPart } from '../../src/cli/tour/answer-part.ts'
import { foundPart } from '../../src/cli/tour/found-part.ts'
import { nextPart } from '../../src/cli/tour/next-part.ts'
import { readPart } from '../../src/cli/tour/read-part.ts'
import { repairedPart } from '../../src/cli/tour/repaired-part.ts'
import { openStoreReader } from '../../src/store/open-store.ts'
import { repositoryFile, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()

describe('tour', () => {
  afterAll(() => folder.remove())

  it('shows what was read, repaired, found and asked, within the terminal', async () => {
    const db = join(folder.path, 'tour.db')
    const summary = await ingest([repositoryFile('samples/minhang-2024.txt')], { db })
    const reader = await openStoreReader(db)
    const parts = [
      await readPart(summary, 100),
      await repairedPart(reader, 100),
      await foundPart(reader, 100),
      await answerPart(resolveSettings({ db }), 100),
      nextPart('tour.db'),
    ]
    await reader.close()
    const [read, repaired, found, answer, next] = parts.map(part => part.text)
    expect(read).toContain('12 forms, 152 indicators')
    expect(repaired).toMatch(/运维护容\s+→ 运维扩容\s+proposed\s+3 times/u)
    expect(found).toMatch(/招商经费\s+2024\s+cost-target-vs-budget\s+1,000,000\.00\s+26,641,350\.00\s+25,641,350\.00/u)
    expect(answer).toContain('上海市闵行区投资促进中心')
    expect(next).toContain('query --list')
    for (const line of parts.flatMap(part => part.text.split('\n'))) expect(stringWidth(line)).toBeLessThanOrEqual(100)
    expect(
      parts
        .map(part => part.text)
        .join('\n')
        .split('\n').length,
    ).toBeLessThan(60)
  })
})
