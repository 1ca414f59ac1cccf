import { defineConfig } from '@playwright/test'
import type { Options } from './tests/fixtures.ts'

/** What is run by `HOPSO_LONG_JOURNEYS=1 npx playwright test` alone: very full houses, every colour scheme, more of it in the oldest browser. */
const isLong = process.env.HOPSO_LONG_JOURNEYS === '1'

/** Journeys drive the built product (`npm run build`) through its real doors; most use a browser and the desktop app at once. */
export default defineConfig<Options>({
  testDir: 'tests/journeys',
  outputDir: 'test-results/journeys',
  globalSetup: './tests/demonstration-template.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // Two at a time on two cores a window may be late; what fails twice fails, and what needed a second attempt is told.
  retries: 1,
  forbidOnly: true,
  ...(isLong ? {} : { grepInvert: /@long/ }),
  reporter: [['list'], ['json', { outputFile: '.build/journeys.json' }]],
  use: { actionTimeout: 15_000, navigationTimeout: 20_000, trace: 'off' },
  projects: [
    { name: 'journeys', testIgnore: ['**/oldest-browser.spec.ts', '**/packaged.spec.ts'] },
    {
      name: 'chromium109',
      testMatch: [
        '**/oldest-browser.spec.ts',
        ...(isLong ? ['**/malicious-papers.spec.ts', '**/killed-browser.spec.ts', '**/marking.spec.ts'] : []),
        '**/scans.spec.ts'
      ],
      use: { chromiumVersion: 'oldest' }
    },
    { name: 'packaged', testMatch: '**/packaged.spec.ts' }
  ]
})
