// npm test: everything. Installs what is missing, then check, build, the packaged app, the faults, and the journeys in a real Electron and
// in Chromium. A stage that fails or cannot run counts as one failure, the later ones run all the same. Last line: N passed, N failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages, isInstalled } from './install.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const minute = 60_000
const unitResults = '.build/vitest.json'
const faultResults = '.build/faults.json'
const journeyResults = '.build/journeys.json'

let passed = 0
let failed = 0

/** Runs a program with its output on this terminal; true when it ended well in time. */
function run(program, args, { withinMs = 10 * minute } = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: 'inherit', detached: process.platform !== 'win32' })
    const timer = setTimeout(() => {
      console.error(`${program} ${args[0]} took over ${withinMs / minute} minutes and was ended`)
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        child.kill('SIGKILL')
      }
    }, withinMs)
    const end = ended => {
      clearTimeout(timer)
      resolve(ended)
    }
    child.on('error', () => end(false))
    child.on('exit', code => end(code === 0))
  })
}

async function stage(name, work) {
  const begin = Date.now()
  console.log(`\n== ${name}`)
  const good = await Promise.resolve()
    .then(work)
    .catch(error => {
      console.error(error)
      return false
    })
  console.log(`== ${name}: ${good ? 'ok' : 'FAILED'} (${((Date.now() - begin) / 1000).toFixed(1)} s)`)
  return good
}

const resultsOf = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

/** Adds what a stage counted; a stage that failed without a failing test of its own counts as one. */
function count(good, own) {
  passed += own.passed
  failed += own.failed
  if (!good && own.failed === 0) failed += 1
}

mkdirSync('.build', { recursive: true })
for (const file of [unitResults, faultResults, journeyResults]) rmSync(file, { force: true })

if (!isInstalled() && !(await stage('install', installPackages))) {
  console.log(`0 passed, 1 failed`)
  process.exit(1)
}
count(await stage('system packages', () => ensureSystemPackages().length === 0), { passed: 0, failed: 0 })

const checked = await stage('check', () => run(process.execPath, ['scripts/check.mjs'], { withinMs: 5 * minute }))
const units = resultsOf(unitResults)
count(checked && units !== null, { passed: units?.numPassedTests ?? 0, failed: units?.numFailedTests ?? 0 })

count(await stage('build', () => run(process.execPath, ['scripts/build.mjs'], { withinMs: 5 * minute })), { passed: 0, failed: 0 })
count(await stage('Electron', () => run(process.execPath, ['scripts/electron-runtime.mjs'], { withinMs: 5 * minute })), {
  passed: 0,
  failed: 0
})
count(await stage('package', () => run(process.execPath, ['scripts/package.mjs', '--linux', 'dir'], { withinMs: 5 * minute })), {
  passed: 0,
  failed: 0
})

const faulted = await stage('faults', () =>
  run('node_modules/.bin/vitest', [
    'run',
    '--config',
    'vitest.faults.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${faultResults}`
  ])
)
const faults = resultsOf(faultResults)
count(faulted && faults !== null, { passed: faults?.numPassedTests ?? 0, failed: faults?.numFailedTests ?? 0 })

const travelled = await stage('journeys', () =>
  run('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, 'node_modules/@playwright/test/cli.js', 'test'], {
    withinMs: 17 * minute
  })
)
const journeys = resultsOf(journeyResults)?.stats
count(travelled && journeys !== undefined && journeys.expected > 0, {
  passed: (journeys?.expected ?? 0) + (journeys?.flaky ?? 0),
  failed: journeys?.unexpected ?? 0
})

if (journeys?.flaky > 0) console.log(`\n${journeys.flaky} of the journeys passed only at the second attempt`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
