import { defineConfig } from 'vitest/config'

/** Fault, attack and model tests: the real server in its own process, too long for `npm run check`. Part of `npm test`. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    include: ['tests/faults/**/*.test.ts', '{core,server,renderer}/**/*.faults.test.ts', 'scripts/*.faults.test.mjs'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000
  }
})
