import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'

/** Every command that does something, by what is typed for it. */
function leaves(command: Command, typed: string): Array<[string, Command]> {
  if (command.commands.length === 0) return [[typed, command]]
  return command.commands.flatMap(sub => leaves(sub, `${typed} ${sub.name()}`))
}

function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({
    writeOut: part => {
      text += part
    },
  })
  command.outputHelp()
  return text
}

const commands = leaves(createProgram(), 'tabularium')

describe('help', () => {
  it('knows every command of the contract', () => {
    const typed = commands.map(([name]) => name.replace('tabularium ', ''))
    expect(typed).toEqual(
      expect.arrayContaining([
        ...['ingest', 'query', 'search', 'export', 'doctor', 'show', 'pages', 'tour'],
        ...['report corrections', 'report findings', 'report batch', 'forms list', 'forms show', 'forms check'],
      ]),
    )
  })

  it.each(commands)('%s: says what it does, with examples that begin with the command', (typed, command) => {
    const help = helpOf(command)
    expect(command.description()).not.toBe('')
    expect(help).toContain('Examples:')
    expect(help).toContain(`  ${typed} `.trimEnd())
    for (const option of command.options) expect(option.description, `${typed} ${option.flags}`).not.toBe('')
  })

  it('has the flags of the contract', () => {
    const flags = (typed: string) => commands.find(([name]) => name === typed)![1].options.map(option => option.long)
    expect(flags('tabularium ingest')).toEqual(
      expect.arrayContaining([
        ...['--db', '--form', '--jobs', '--engine', '--force', '--json', '--no-progress', '--timeout'],
        ...['--review-below', '--pipelines'],
      ]),
    )
    expect(flags('tabularium query')).toEqual(
      expect.arrayContaining(['--named', '--param', '--list', '--db', '--format', '--limit', '--time-limit']),
    )
    for (const report of ['corrections', 'findings', 'batch'])
      expect(flags(`tabularium report ${report}`)).toEqual(expect.arrayContaining(['--db', '--format', '--out']))
    expect(flags('tabularium export')).toEqual(expect.arrayContaining(['--db', '--format', '--out']))
  })
})
