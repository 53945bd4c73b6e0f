import type { RunStatus, Status } from '../../report/status.ts'
import { durationToText, pageRateToText, plural } from './duration.ts'
import { styled } from './style.ts'

const SAYS_BY_STATUS: Readonly<Record<RunStatus['status'], string>> = {
  running: 'is going on',
  finished: 'is finished',
  interrupted: 'was interrupted: run the same command again to go on',
  failed: 'broke off; what came in before stays',
}

/** The status in a few lines for a person. */
export function statusToText({ database, documents, failedInputs, goneInputs, run }: Status): string {
  const total = documents.loaded + documents.partial + documents.failed
  const states = (['loaded', 'partial', 'failed'] as const)
    .filter(state => documents[state] > 0)
    .map(state => `${documents[state].toLocaleString('en')} ${state}`)
  const lines = [
    `${database}: ${styled('bold', plural(total, 'document'))}${total === 0 ? '' : `: ${states.join(', ')}`}.`,
    ...(run === null ? ['Nothing has been ingested yet.'] : runToLines(run)),
  ]
  if (failedInputs > 0)
    lines.push(
      `${plural(failedInputs, 'input')} failed when last tried. Why: tabularium report batch. Once more: tabularium retry --failed`,
    )
  if (goneInputs > 0)
    lines.push(`${plural(goneInputs, 'input')} that failed ${goneInputs === 1 ? 'is' : 'are'} no longer there.`)
  return `${lines.join('\n')}\n`
}

function runToLines(run: RunStatus): string[] {
  const outcomes = (['loaded', 'unchanged', 'partial', 'failed'] as const)
    .filter(outcome => run[outcome] > 0)
    .map(outcome => `${run[outcome].toLocaleString('en')} ${outcome}`)
  const started = run.startedAt.slice(0, 16).replace('T', ' ')
  const pace = [
    `${run.done.toLocaleString('en')} of ${plural(run.inputs, 'input')} done`,
    `${durationToText(run.seconds)}`,
    run.pagesPerSecond === null ? '' : `${plural(run.pagesRead, 'page')}, ${pageRateToText(run.pagesPerSecond)}`,
    run.secondsLeft === null ? '' : `${durationToText(run.secondsLeft)} left`,
  ].filter(part => part !== '')
  return [
    `Run ${run.id} (${run.command}, started ${started} UTC) ${SAYS_BY_STATUS[run.status]}.`,
    `  ${pace.join(' · ')}`,
    ...(outcomes.length === 0 ? [] : [`  ${outcomes.join(', ')}`]),
  ]
}
