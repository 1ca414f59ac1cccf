import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,protocol,text,server,renderer,electron,scripts}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['**/*.faults.test.{ts,mjs}', '**/node_modules/**'],
    // Left alone it takes one worker less than there are cores: on two cores the suite would run one file at a time.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000
  }
})
