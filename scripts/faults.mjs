// npm run faults -- [NAME…] [--runs N]: the fault and attack tests of tests/faults (NAME: part of a file name), without a name all of them.
// `--runs N` asks those that repeat (kill, partition, replicas …) for N repetitions instead of the few of `npm test`.
import { spawnSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildTargets } from './build.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const names = []
let runs = null
const words = process.argv.slice(2)
for (let at = 0; at < words.length; at++) {
  if (words[at] === '--runs') runs = Number(words[++at])
  else names.push(words[at])
}
if (runs !== null && !(runs >= 1)) {
  console.error('npm run faults -- [NAME…] [--runs N]')
  process.exit(2)
}
await buildTargets()
const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--config', 'vitest.faults.config.ts', ...names], {
  stdio: 'inherit',
  env: { ...process.env, ...(runs !== null && { FAULT_RUNS: String(runs) }) }
})
process.exit(status ?? 1)
