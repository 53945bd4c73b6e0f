import { defineConfig } from 'vitest/config'

/** `unit` stays under a minute; `whole` holds what runs real recognition, child processes and faults. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/golden/**', 'test/faults/**', 'test/eyes/**', 'test/cli/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/{golden,faults,eyes,cli}/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
