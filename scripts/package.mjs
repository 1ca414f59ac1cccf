// npm run package [-- words for electron-builder]: builds everything, then the installers of this platform.
// `--dir` makes the unpacked app alone; where Electron's own download cannot be reached, that works with the test runtime too.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { buildTargets } from './build.mjs'
import { electronRuntime, testRuntime } from './electron-runtime.mjs'

/** Runs electron-builder; true when it made what was asked for. */
export async function packageApp(words, { withTestRuntime = false, stdio = 'inherit' } = {}) {
  await buildTargets(['renderer', 'electron'])
  const args = [...words, '--publish', 'never']
  if (withTestRuntime) {
    const { dir, kind } = await electronRuntime({ log: console.error })
    args.push(`-c.electronDist=${dir}`)
    if (kind === 'test-runtime') {
      // The test runtime is older than the newest fuse.
      mkdirSync('.build', { recursive: true })
      const config = readFileSync('electron-builder.yml', 'utf8').replace(/^ +grantFileProtocolExtraPrivileges:.*\n/m, '')
      writeFileSync('.build/electron-builder.yml', config)
      args.push('--config', '.build/electron-builder.yml', `-c.electronVersion=${testRuntime.version}`)
    }
  }
  const { status } = spawnSync(process.execPath, ['node_modules/electron-builder/cli.js', ...args], { stdio })
  return status === 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2)
  process.exitCode = (await packageApp(words, { withTestRuntime: words.includes('--dir') || words.includes('dir') })) ? 0 : 1
}
