// npm run bench -- NAME… [--runs N] [--json] [--write]: speed beside peers measured in the same run. `--json`: one line per measure.
// `--write`: docs/performance.md is made anew with them.
import { spawnSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildTargets } from './build.mjs'
import { keepMeasures } from './performance-page.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const measures = {
  start: { file: 'tests/load/start.ts', call: 'measureStart', runs: 5, needsScreen: true },
  pdf: { file: 'tests/load/pdf.ts', call: 'measurePdf', runs: 3, needsScreen: true },
  ink: { file: 'tests/load/ink.ts', call: 'measureInk', runs: 3, needsScreen: true },
  sync: { file: 'tests/load/sync.ts', call: 'measureSync', runs: 3 },
  flood: { file: 'tests/load/sync.ts', call: 'measureFlood', runs: 3 },
  join: { file: 'tests/load/join.ts', call: 'measureJoin', runs: 3 },
  restart: { file: 'tests/load/restart.ts', call: 'measureRestart', runs: 5 },
  soak: { file: 'tests/load/soak.ts', call: 'measureSoak', runs: 1 },
  live: { file: 'tests/load/live.ts', call: 'measureLive', runs: 3 }
}
const usage = `npm run bench -- NAME… [--runs N] [--json] [--write]   NAME: ${Object.keys(measures).join(', ')}`

function sentence({ measure, own, peers, ratio, target, holds, unit = 'ms', limit }) {
  const others = Object.entries(peers).map(([peer, value]) => `${peer} ${value} ${unit}`)
  const beside = others.length > 0 ? ` beside ${others.join(', ')}` : ''
  const most = limit === undefined ? `${ratio}× (at most ${target}×)` : `at most ${limit} ${unit}`
  return `${measure}: ${own} ${unit}${beside}: ${most} ${holds ? 'holds' : 'DOES NOT HOLD'}`
}

const names = []
let json = false
let write = false
let runs = null
const words = process.argv.slice(2)
for (let at = 0; at < words.length; at++) {
  if (words[at] === '--json') json = true
  else if (words[at] === '--write') write = true
  else if (words[at] === '--runs') runs = Number(words[++at])
  else names.push(words[at])
}
if (names.length === 0 || names.some(name => !measures[name]) || (runs !== null && !(runs >= 1))) {
  console.error(usage)
  process.exit(2)
}
process.chdir(root)
if (
  names.some(name => measures[name].needsScreen) &&
  process.platform === 'linux' &&
  !process.env.DISPLAY &&
  !process.env.WAYLAND_DISPLAY
) {
  const { status } = spawnSync('xvfb-run', ['-a', process.execPath, 'scripts/bench.mjs', ...words], { stdio: 'inherit' })
  process.exit(status ?? 1)
}
await buildTargets()
const { runnerImport } = await import('vite')
for (const name of names) {
  const { file, call, runs: usual } = measures[name]
  const { module } = await runnerImport(resolve(root, file), { configFile: false, logLevel: 'error' })
  const lines = []
  // All of them at the end, or each as soon as it is known.
  for await (const line of await module[call](runs ?? usual, told => console.error(told))) {
    console.log(json ? JSON.stringify(line) : sentence(line))
    lines.push(line)
  }
  if (write) keepMeasures(name, runs ?? usual, lines)
}
