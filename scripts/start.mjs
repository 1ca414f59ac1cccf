// npm start: installs what is missing, builds, starts the server with its demonstration and opens the desktop app.
// Until packages are installed nothing but Node itself may be used here.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { start as text } from '../text/vi/start.mjs'
import { installPackages, isInstalled } from './install.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const oldestNode = [20, 19]

function readOptions(words) {
  const options = { data: 'hopso-data', port: '4480', desktop: true, help: false }
  for (let at = 0; at < words.length; at++) {
    const [name, inline] = words[at].split(/=(.*)/s)
    if (name === '--data' || name === '--port') {
      const value = inline ?? words[++at]
      if (value === undefined || value === '') return { wrong: name }
      options[name.slice(2)] = value
    } else if (name === '--no-desktop') options.desktop = false
    else if (name === '--help' || name === '-h') options.help = true
    else return { wrong: words[at] }
  }
  return options
}

/** Lines of the server's log that a person at this terminal should see: its own sentences, and errors. */
function worthShowing(line) {
  if (!line.startsWith('{')) return line.trim() !== ''
  try {
    return JSON.parse(line).level === 'error'
  } catch {
    return true
  }
}

/** Resolves with the server's process and its ready line; with null when it ended first (it has said why). */
async function startServer(data, port) {
  const server = spawn(process.execPath, ['dist/server/cli.mjs', 'serve', '--data', data, '--port', port, '--demonstration'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C is for this process, which then ends the server in order.
    detached: process.platform !== 'win32'
  })
  createInterface({ input: server.stderr }).on('line', line => worthShowing(line) && console.error(line))
  const ready = once(createInterface({ input: server.stdout }), 'line').then(([line]) => JSON.parse(line))
  const ended = once(server, 'exit').then(([code]) => ({ code: code || 1 }))
  return Promise.race([ready.then(info => ({ server, info })), ended])
}

async function openDesktop(url, data) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log(text.noDisplay(url))
    return null
  }
  try {
    const { electronRuntime } = await import('./electron-runtime.mjs')
    const { executable } = await electronRuntime()
    // One desktop profile per data folder: another folder is another organisation.
    const ownFolder = join(root, '.runtime/desktop', createHash('sha256').update(data).digest('hex').slice(0, 16))
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const app = spawn(executable, [...asRoot, root], {
      stdio: 'ignore',
      env: { ...process.env, HOPSO_SERVER: url, HOPSO_USER_DATA: process.env.HOPSO_USER_DATA ?? ownFolder },
      detached: process.platform !== 'win32'
    })
    app.on('error', () => console.log(text.noElectron(url)))
    app.on('exit', code => code !== 0 && code !== null && console.log(text.noElectron(url)))
    console.log(text.desktop)
    return app
  } catch {
    console.log(text.noElectron(url))
    return null
  }
}

async function main() {
  const options = readOptions(process.argv.slice(2))
  if (options.wrong !== undefined) {
    console.error(text.unknownOption(options.wrong))
    return 2
  }
  if (options.help) {
    console.log(text.help)
    return 0
  }
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(text.oldNode(process.versions.node, oldestNode.join('.')))
    return 1
  }
  const data = resolve(process.env.INIT_CWD ?? process.cwd(), options.data)
  process.chdir(root)
  if (!isInstalled()) {
    console.log(text.installing)
    if (!installPackages()) {
      console.error(text.installFailed)
      return 1
    }
  }
  try {
    const { buildTargets } = await import('./build.mjs')
    await buildTargets(undefined, { before: name => console.log(text.building(text.parts[name])), after: () => undefined })
  } catch (error) {
    console.error(text.buildFailed(error.message))
    return 1
  }

  const { server, info, code } = await startServer(data, options.port)
  if (!server) return code
  console.log(text.ready)
  console.log(text.web(info.url))
  console.log(text.data(data))
  if (info.accounts?.length > 0) {
    console.log(text.accounts)
    for (const { account, password, role } of info.accounts) console.log(text.account(account, password, text.roles[role] ?? role))
  }
  const stopped = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
  const gone = once(server, 'exit')
  const desktop = options.desktop ? await openDesktop(info.url, data) : null
  console.log(text.stop)

  const first = await Promise.race([stopped.then(() => 'stopped'), gone.then(() => 'gone')])
  desktop?.kill('SIGTERM')
  if (first === 'gone') {
    console.error(text.serverGone)
    return 1
  }
  server.kill('SIGTERM')
  const [serverCode] = await gone
  console.log(text.stopped)
  return serverCode ?? 1
}

process.exit(await main())
