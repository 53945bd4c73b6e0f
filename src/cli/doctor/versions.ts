import { type CheckResult, ok } from './check.ts'

type Version = readonly [major: number, minor: number, patch: number]

const OLDEST_NODE: Version = [20, 19, 0]

/** SQLite from 3.7.0 to 3.51.2 can lose committed data when a write-ahead log is reset while another connection writes. */
const WAL_RESET_DEFECT: { readonly from: Version; readonly to: Version } = { from: [3, 7, 0], to: [3, 51, 2] }

export function checkNode(version: string): CheckResult {
  if (compared(parsed(version), OLDEST_NODE) >= 0) return ok('node', `Node ${version}`)
  const hint = `Install Node ${OLDEST_NODE.join('.')} or newer from https://nodejs.org, then run npm ci again.`
  return { name: 'node', status: 'fail', says: `Node ${version} is too old`, hint }
}

export function checkSqliteVersion(version: string): CheckResult {
  const isDefective =
    compared(parsed(version), WAL_RESET_DEFECT.from) >= 0 && compared(parsed(version), WAL_RESET_DEFECT.to) <= 0
  if (!isDefective) return ok('sqlite', `SQLite ${version}`)
  return {
    name: 'sqlite',
    status: 'fail',
    says: `SQLite ${version} can lose data when its write-ahead log is reset`,
    hint: 'Reinstall the bundled one: rm -rf node_modules/sqlite3 && npm ci (do not link the sqlite3 package to the system library).',
  }
}

function parsed(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/u, '').split('.').map(Number)
  return [major, minor, patch]
}

function compared(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
