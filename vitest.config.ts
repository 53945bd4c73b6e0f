import { defineConfig } from 'vitest/config'

/** Folders whose tests recognise real pages, start processes, or break things on purpose. */
const WHOLE = ['golden', 'faults', 'eyes', 'cli']

/** `unit` stays under a minute and comes first; `whole` follows, one file at a time, so that its time limits mean something. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: WHOLE.map(folder => `test/${folder}/**`),
          testTimeout: 20_000,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'whole',
          include: [`test/{${WHOLE.join()}}/**/*.test.ts`],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
