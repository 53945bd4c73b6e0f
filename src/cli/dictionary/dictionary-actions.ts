export { addEntry, importEntries } from './add-entries.ts'
export { learnEntries } from './learn-entries.ts'
export { exportEntries, listDictionary } from './list-entries.ts'
export { revokeRule } from './revoke-rule.ts'
