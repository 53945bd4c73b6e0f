import { describe, expect, it } from 'vitest'
import { checkNode, checkSqliteVersion } from '../../../src/cli/doctor/versions.ts'

describe('versions', () => {
  it.each([
    ['3.6.23', 'ok'],
    ['3.7.0', 'fail'],
    ['3.50.4', 'fail'],
    ['3.51.2', 'fail'],
    ['3.51.3', 'ok'],
    ['3.52.0', 'ok'],
  ])('SQLite %s: %s', (version, status) => expect(checkSqliteVersion(version).status).toBe(status))

  it.each([
    ['v18.20.1', 'fail'],
    ['v20.18.3', 'fail'],
    ['v20.19.0', 'ok'],
    ['v22.1.0', 'ok'],
  ])('Node %s: %s', (version, status) => expect(checkNode(version).status).toBe(status))

  it('says what to do', () => {
    expect(checkSqliteVersion('3.50.4').hint).toContain('npm ci')
    expect(checkNode('18.0.0').hint).toContain('nodejs.org')
  })
})
