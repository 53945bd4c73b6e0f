import { resolveSettings } from '../../app/config.ts'
import { dictionaryRule } from '../../forms/dictionary.ts'
import { loadFormLibrary } from '../../forms/form-library.ts'
import type { Decision } from '../../model/correction.ts'
import { decidedRule, decisionKey, keyOfDecision, type Verdict } from '../../model/review-decision.ts'
import { TabulariumError } from '../../model/tabularium-error.ts'
import { plural } from '../../report/html/words.ts'
import { openStore } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import type { DictionaryRevokeOptions } from '../commands/dictionary.ts'
import { EXIT } from '../exit-status.ts'
import { tableToText } from '../terminal/text-table.ts'
import { FOLLOW } from './add-entries.ts'

/**
 * The command `dictionary revoke`: lists what a rule touched and stops it, or lets it hold again.
 * @throws TabulariumError `unknown-rule` (exit 2).
 */
export async function revokeRule(name: string, options: DictionaryRevokeOptions): Promise<void> {
  const { db, pipelines, by } = options
  const settings = resolveSettings({ db, pipelines, ...(by === undefined ? {} : { actor: by }) })
  const files = loadFormLibrary(settings.pipelines).families.flatMap(({ dictionary }) => dictionary.entries)
  const store = await openStore(settings.db, { create: false })
  try {
    const { entries, revocations } = await store.repairRules()
    const words = new Set([...files, ...entries].map(({ wrong }) => wrong))
    const rule = words.has(name) ? dictionaryRule(name) : name
    const touched = await touchedBy(rule, store)
    const isRevoked = revocations.some(revocation => revocation.rule === rule)
    const isKnown = touched.length > 0 || isRevoked || [...words].some(wrong => dictionaryRule(wrong) === rule)
    if (!isKnown) throw unknownRule(name)
    const isChanged = !options.dryRun && (options.undo === true ? isRevoked : !isRevoked)
    if (isChanged && options.undo) await store.restore(rule)
    else if (isChanged) await store.revoke({ rule, actor: settings.actor, revokedAt: new Date().toISOString() })
    const outcome = { rule, revoked: isChanged ? options.undo !== true : isRevoked, changed: isChanged }
    const text = options.json ? `${JSON.stringify({ ...outcome, touched })}\n` : toText(outcome, touched)
    process.stdout.write(text)
  } finally {
    await store.close()
  }
}

/** A value that a rule touched, and what became of that. */
interface Touched {
  readonly file: string
  readonly sha256: string
  readonly sequence: number
  readonly path: string
  readonly before: string
  readonly after: string
  readonly decision: Decision | Verdict
  readonly actor: string | null
}

/** What the ledgers know of the rule, and what people decided about it that stands in no ledger any more. */
async function touchedBy(rule: string, store: Store): Promise<Touched[]> {
  const touched: Touched[] = []
  for await (const { document, form, correction } of store.corrections()) {
    if (correction.rule !== rule) continue
    const { path, before, after, decision, decided } = correction
    const { file, sha256 } = document
    touched.push({ file, sha256, sequence: form.sequence, path, before, after, decision, actor: decided?.by ?? null })
  }
  const known = new Set(touched.map(value => decisionKey(value, rule)))
  for await (const decision of store.decisions()) {
    if (decidedRule(decision) !== rule || known.has(keyOfDecision(decision))) continue
    const { sha256, sequence, path, before, verdict, text, correction, actor } = decision
    const file = (await store.findDocument(sha256))?.file ?? sha256.slice(0, 12)
    const after = text ?? correction?.after ?? before
    touched.push({ file, sha256, sequence, path, before, after, decision: verdict, actor })
  }
  return touched
}

interface Outcome {
  readonly rule: string
  readonly revoked: boolean
  readonly changed: boolean
}

function toText({ rule, revoked, changed }: Outcome, touched: readonly Touched[]): string {
  const headings = ['form', 'value', 'before', 'after', 'decision', 'by']
  const rows = touched.map(({ file, sequence, path, before, after, decision, actor }) => [
    `${file}:${sequence}`,
    path,
    before,
    after,
    decision,
    actor ?? '',
  ])
  const width = process.stdout.isTTY ? process.stdout.columns : null
  const accepted = touched.filter(({ decision }) => decision === 'accepted').length
  const state = revoked ? 'is revoked' : 'holds'
  const kept = `${plural(accepted, 'value')} that people accepted ${accepted === 1 ? 'stays' : 'stay'}; to take them back: tabularium corrections export --rule ${rule}, with "withdrawn" as the decision\n`
  return [
    touched.length === 0 ? '' : `${tableToText({ headings, rows }, width)}\n`,
    `${rule} touched ${plural(touched.length, 'value')}; it ${changed ? `${state} from now on` : state}.\n`,
    revoked && accepted > 0 ? kept : '',
    changed ? FOLLOW : '',
  ].join('')
}

function unknownRule(name: string): TabulariumError {
  return new TabulariumError(
    'unknown-rule',
    `There is no rule "${name}", nor a dictionary entry of that wording.`,
    'See the rules in use: tabularium query --named corrections-by-rule; entries: tabularium dictionary list',
    { exitStatus: EXIT.wrongUsage },
  )
}
