// Debian packages that the tests need: installed when we are root on Debian, else named in one sentence.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Package → a file that proves it is there, whoever put it there. */
const needed = {
  chromium: ['/usr/bin/chromium'],
  xvfb: ['/usr/bin/Xvfb'],
  xauth: ['/usr/bin/xauth'],
  'libgtk-3-0': ['/usr/lib/x86_64-linux-gnu/libgtk-3.so.0', '/usr/lib/aarch64-linux-gnu/libgtk-3.so.0'],
  libnss3: ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib/aarch64-linux-gnu/libnss3.so'],
  libasound2: ['/usr/lib/x86_64-linux-gnu/libasound.so.2', '/usr/lib/aarch64-linux-gnu/libasound.so.2'],
  libgbm1: ['/usr/lib/x86_64-linux-gnu/libgbm.so.1', '/usr/lib/aarch64-linux-gnu/libgbm.so.1'],
  'poppler-utils': ['/usr/bin/pdftotext'],
  qpdf: ['/usr/bin/qpdf'],
  ghostscript: ['/usr/bin/gs'],
  'fonts-liberation': ['/usr/share/fonts/truetype/liberation']
}

const missing = () =>
  Object.entries(needed)
    .filter(([, files]) => !files.some(file => existsSync(file)))
    .map(([name]) => name)

/** Names of packages that are still missing afterwards; none means all is well. */
export function ensureSystemPackages(log = console.error) {
  const before = missing()
  if (before.length === 0) return []
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    log(`The tests need these Debian packages, which only root can install: apt-get install ${before.join(' ')}`)
    return before
  }
  log(`installing ${before.join(' ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...before], { stdio: ['ignore', 'ignore', 'inherit'], env })
  const after = missing()
  if (after.length > 0) log(`These Debian packages could not be installed: ${after.join(' ')}`)
  return after
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = ensureSystemPackages().length === 0 ? 0 : 1
