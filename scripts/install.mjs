// Installs the npm packages of the lock file when they are missing or older than it. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** True when node_modules is at least as new as the lock file. A linked folder belongs to somebody else and is left as it is. */
export function isInstalled() {
  const folder = join(root, 'node_modules')
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return true
  const mark = join(root, 'node_modules/.package-lock.json')
  return existsSync(mark) && statSync(mark).mtimeMs + 1000 >= statSync(join(root, 'package-lock.json')).mtimeMs
}

/** Runs `npm ci` without install scripts; true when everything is there. */
export function installPackages() {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32'
  })
  return status === 0
}
