import { parseArgs } from 'node:util'
import { runStructureBench, STRUCTURE_KINDS, structureTable } from './structure.ts'
import { textIngest } from './structure-ingest.ts'

const { values } = parseArgs({
  options: {
    forms: { type: 'string', default: '100' },
    seed: { type: 'string', default: '2024' },
    half: { type: 'string', multiple: true, default: ['tuning', 'test'] },
    kind: { type: 'string', multiple: true, default: [...STRUCTURE_KINDS] },
    show: { type: 'string', default: '0' },
  },
})
const results = await runStructureBench(textIngest(), {
  seed: Number(values.seed),
  formsPerHalf: Number(values.forms),
  kinds: STRUCTURE_KINDS.filter(kind => values.kind.includes(kind)),
  halves: (['tuning', 'test'] as const).filter(half => values.half.includes(half)),
  show: Number(values.show),
})
process.stdout.write(`${structureTable(results)}\n`)
for (const { kind, half, errors } of results)
  for (const error of errors) process.stdout.write(`${half} ${kind}: ${error}\n`)
