// npm test: everything. Installs what is missing, then check, journeys and the packaged build; ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

if (!existsSync('node_modules/.package-lock.json')) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
const check = spawnSync('node', ['scripts/check.mjs'], { stdio: 'inherit' })
const { numPassedTests = 0, numFailedTests = 0 } = existsSync('.build/vitest.json') ? JSON.parse(readFileSync('.build/vitest.json', 'utf8')) : {}
console.log(`${numPassedTests} passed, ${numFailedTests} failed`)
process.exit(check.status === 0 ? 0 : 1)
