import type { Migration } from './migration.ts'

/** Several rules may speak about one text: a decision is about one of them. The view `decisions` is made anew with it. */
export const decidedRules: Migration = {
  version: 7,
  name: 'decided-rules',
  script: `
DROP INDEX decisions_by_value;
CREATE INDEX decisions_by_value ON stored_decisions (sha256, sequence, path, before, rule, id);
`,
}
