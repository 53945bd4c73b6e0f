import type { Issue } from '../../model/issue.ts'
import type { PageTexts } from './read-page.ts'

/** A page of so many lines and no table probably had one. */
const linesOfATable = 12
/** A text less sure than this is doubtful. */
const doubtful = 0.6
/** Shares of doubtful texts from which a page is hard to read, or not read at all. */
const hardShare = 0.35
const hopelessShare = 0.9

/** What the readings themselves say about how well the page was seen; the page number is left null. */
export function readingIssues({ cells, loose }: PageTexts): Issue[] {
  const readings = [...cells, ...loose].map(text => text.reading).filter(reading => reading.text !== '')
  if (readings.length === 0) return [nothingRead]
  const issues: Issue[] = []
  if (cells.length === 0) issues.push(noGrid(loose.length >= linesOfATable))
  const share = readings.filter(reading => reading.confidence < doubtful).length / readings.length
  if (readings.length >= linesOfATable && share >= hopelessShare) issues.push(unreadable(readings.length))
  else if (readings.length >= linesOfATable && share >= hardShare) issues.push(hardToRead(share))
  return issues
}

/** True where hardly any text could be read: the page may stand on its head. */
export function isHardlyRead({ cells, loose }: PageTexts): boolean {
  const readings = [...cells, ...loose].map(text => text.reading).filter(reading => reading.text !== '')
  return readings.filter(reading => reading.confidence < doubtful).length > readings.length / 2
}

/** A page that is not blank is never passed over in silence. */
const nothingRead: Issue = {
  code: 'page-unreadable',
  severity: 'warning',
  message: 'No text was found on the page, though it is not blank.',
  hint: 'Look at the page: if it holds text, scan it again, upright, at 300 dpi; a photograph or drawing needs nothing.',
  page: null,
}

function noGrid(isLikelyTable: boolean): Issue {
  return {
    code: 'no-grid',
    severity: isLikelyTable ? 'warning' : 'info',
    message: isLikelyTable
      ? 'No ruled table was found on the page, though it holds as much text as one; its lines were read as they stand.'
      : 'The page holds no table; its lines were read as they stand.',
    hint: isLikelyTable
      ? 'Look at the page. If its ruling lines are faint, scan it again, darker and at 300 dpi.'
      : 'Nothing to do for covers and letters.',
    page: null,
  }
}

function unreadable(count: number): Issue {
  return {
    code: 'page-unreadable',
    severity: 'error',
    message: `None of the ${count} texts on the page could be read with any certainty.`,
    hint: 'Scan the page again at 300 dpi; check that it is upright and in focus.',
    page: null,
  }
}

function hardToRead(share: number): Issue {
  return {
    code: 'low-quality',
    severity: 'warning',
    message: `${Math.round(share * 100)}% of the texts on the page are doubtful.`,
    hint: 'Scan the page again at 300 dpi if you can; otherwise check its values against the picture.',
    page: null,
  }
}
