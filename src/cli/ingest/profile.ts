import { PageProfile } from '../../report/page-profile.ts'
import { tableToText } from '../terminal/text-table.ts'
import type { RunListener } from './run-ingest.ts'

/** At the end of a run tells on stderr where the time of its pages went; pages kept from an earlier run took none. */
export function createProfile(): RunListener {
  const profile = new PageProfile()
  return {
    event: event => {
      if (event.type === 'page' && event.timing !== null) profile.add(event.timing)
    },
    finished: () => process.stderr.write(profileText(profile)),
    broken: () => {},
    close: () => {},
  }
}

function profileText(profile: PageProfile): string {
  const steps = profile.steps()
  if (steps.length === 0) return 'No page was read in this run: there is no time to tell of.\n'
  const whole = steps.reduce((sum, { msPerPage }) => sum + msPerPage, 0)
  const rows = [...steps, { name: 'a page', msPerPage: whole, share: 1 }].map(({ name, msPerPage, share }) => [
    name,
    msPerPage.toFixed(msPerPage < 10 ? 1 : 0),
    `${(100 * share).toFixed(1)}%`,
  ])
  const headings = [`${profile.pages} ${profile.pages === 1 ? 'page' : 'pages'}`, 'ms', 'share']
  return `${tableToText({ headings, rows, rightAligned: new Set([1, 2]) }, null)}\n`
}
