import { losesWrites } from '../../store/sqlite-version.ts'
import { SQLITE_REMEDY } from '../../store/store-error.ts'
import { type CheckResult, ok } from './check.ts'

type Version = readonly [major: number, minor: number, patch: number]

const OLDEST_NODE: Version = [20, 19, 0]

export function checkNode(version: string): CheckResult {
  if (compared(parsed(version), OLDEST_NODE) >= 0) return ok('node', `Node ${version}`)
  const hint = `Install Node ${OLDEST_NODE.join('.')} or newer from https://nodejs.org, then run npm ci again.`
  return { name: 'node', status: 'fail', says: `Node ${version} is too old`, hint }
}

export function checkSqliteVersion(version: string): CheckResult {
  if (!losesWrites(version)) return ok('sqlite', `SQLite ${version}`)
  return {
    name: 'sqlite',
    status: 'fail',
    says: `SQLite ${version} can lose data when its write-ahead log is reset`,
    hint: SQLITE_REMEDY,
  }
}

function parsed(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/u, '').split('.').map(Number)
  return [major, minor, patch]
}

function compared(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
