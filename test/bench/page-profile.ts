import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ingest } from '../../src/index.ts'
import { PageProfile } from '../../src/report/page-profile.ts'

/** Where the time of the pages of a PDF goes, read by one worker. */
export async function profilePages(path: string): Promise<PageProfile> {
  const work = mkdtempSync(join(tmpdir(), 'tabularium-profile-'))
  const profile = new PageProfile()
  try {
    await ingest([path], {
      db: join(work, 'profile.db'),
      jobs: 1,
      onEvent: event => {
        if (event.type === 'page' && event.timing !== null) profile.add(event.timing)
      },
    })
    return profile
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

export function profileTable(profile: PageProfile): string {
  const steps = profile.steps()
  const whole = steps.reduce((sum, { msPerPage }) => sum + msPerPage, 0)
  return [
    '| where the time of a scanned page goes (one worker) | ms | share |',
    '|---|---|---|',
    ...[...steps, { name: 'page', msPerPage: whole, share: 1 }].map(
      ({ name, msPerPage, share }) => `| ${name} | ${msPerPage.toFixed(0)} | ${(100 * share).toFixed(1)}% |`,
    ),
  ].join('\n')
}
