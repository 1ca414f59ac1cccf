// npm run check: format and lint, types and walls, house rules, unit and contract tests, dead code. Stops at the first that fails.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

mkdirSync('.build', { recursive: true })
const steps = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types and walls', 'tsc', ['-b']],
  ['house rules', 'node', ['scripts/house-rules.mjs']],
  ['unit and contract tests', 'vitest', ['run', '--reporter=default', '--reporter=json', '--outputFile.json=.build/vitest.json']],
  ['dead code', 'knip', ['--no-progress']]
]
for (const [name, program, args] of steps) {
  const begin = Date.now()
  const { status } = spawnSync(program === 'node' ? process.execPath : `node_modules/.bin/${program}`, args, { stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
  if (status !== 0) process.exit(status ?? 1)
}
