import type { Migration } from './migration.ts'

/** `listed_by`: the run that listed a folder, and came to its end, after this outcome said that it could not be listed. */
export const listedFolders: Migration = {
  version: 8,
  name: 'listed-folders',
  script: `
ALTER TABLE run_documents ADD COLUMN listed_by INTEGER REFERENCES runs (id) ON DELETE SET NULL;
`,
}
