// npm run check: format and lint, types and walls, house rules, dead code, and beside them the unit and contract tests. All are run, the
// tests at the same time as the rest: compiling is work for one core. What takes longer is in `npm run faults` and in the journeys.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'

mkdirSync('.build', { recursive: true })
const tests = [
  ['unit and contract tests', 'vitest', ['run', '--reporter=default', '--reporter=json', '--outputFile.json=.build/vitest.json']]
]
const looks = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types and walls', 'tsc', ['-b']],
  ['house rules', 'node', ['scripts/house-rules.mjs']],
  ['dead code', 'knip', ['--no-progress']]
]

/** One step after the other up to the first that fails; a step's output is kept together. Resolves with whether all went well. */
async function inTurn(steps) {
  for (const [name, program, args] of steps) {
    const begin = Date.now()
    const child = spawn(program === 'node' ? process.execPath : `node_modules/.bin/${program}`, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => output.push(piece))
    const code = await new Promise(resolve => {
      child.on('error', () => resolve(1))
      child.on('close', resolve)
    })
    process.stdout.write(Buffer.concat(output))
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
    if (code !== 0) return false
  }
  return true
}

const good = await Promise.all([inTurn(tests), inTurn(looks)])
process.exitCode = good.every(Boolean) ? 0 : 1
