import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Head } from '#core/record/chain.ts'
import { texts } from '#text/index.ts'
import { addAdministrator } from './command/add-administrator.ts'
import { type ServeArguments, understand } from './command/arguments.ts'
import { makeBackup, type Outcome, restore } from './command/backup.ts'
import { startFaultSentence } from './command/start-fault.ts'
import { verifyRecord } from './command/verify.ts'
import type { LogEntry } from './options.ts'
import { startServer } from './start-server.ts'

/** The command line `hopso`: the only place of the server that reads arguments, environment and signals. */
const text = texts[process.env.HOPSO_LANGUAGE === 'en' ? 'en' : 'vi'].command

/** The project's or the package's own folder: the nearest one above that names itself hopso. */
function homeFolder(): { readonly folder: string; readonly version: string } | null {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const file = join(at, 'package.json')
    if (!existsSync(file)) continue
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }
    if (name === 'hopso') return { folder: at, version: version ?? '0.0.0' }
  }
  return null
}

const log = (entry: LogEntry): void => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
}
const complain = (sentence: string): 1 => {
  process.stderr.write(`${sentence}\n`)
  return 1
}

async function serve(options: ServeArguments): Promise<number> {
  const home = homeFolder()
  const webDir = home && join(home.folder, 'dist', 'renderer')
  const stopped = new Promise<void>(stop => {
    process.once('SIGTERM', () => stop())
    process.once('SIGINT', () => stop())
  })
  // Programs that are started to read people's files learn no secret.
  const metricsToken = process.env.HOPSO_METRICS_TOKEN
  delete process.env.HOPSO_METRICS_TOKEN
  const quotaMegabytes = Number(process.env.HOPSO_PERSONAL_QUOTA_MB)
  try {
    const server = await startServer({
      dataDir: resolve(options.data),
      port: options.port,
      ...(options.host !== undefined && { host: options.host }),
      ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
      ...(options.keys !== undefined && { keysDir: resolve(options.keys) }),
      ...(webDir && existsSync(join(webDir, 'index.html')) && { webDir }),
      ...(home && { resourcesDir: join(home.folder, 'resources'), version: home.version }),
      demonstration: options.demonstration,
      ...(metricsToken && { metricsToken }),
      ...(quotaMegabytes > 0 && { personalQuotaBytes: quotaMegabytes * 1024 ** 2 }),
      log
    })
    const { url, syncUrl, demonstration } = server
    process.stdout.write(`${JSON.stringify({ url, syncUrl, ...demonstration })}\n`)
    await stopped
    log({ level: 'info', event: 'stopping' })
    await server.close()
    return 0
  } catch (error) {
    return complain(startFaultSentence(error, { folder: options.data, host: options.host ?? '127.0.0.1', port: options.port }, text))
  }
}

async function verify(file: string, head: Head | null): Promise<number> {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return complain(text.logUnreadable(file))
  }
  const { intact, sentence } = verifyRecord(file, content, text, head)
  if (!intact) return complain(sentence)
  process.stdout.write(`${sentence}\n`)
  return 0
}

/** What is typed, or piped in, up to the first Enter. */
async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

/** Says how it ended; what went wrong below is said as it is when a server does not start. */
async function outcome(folder: string, work: () => Promise<Outcome>): Promise<number> {
  try {
    const { done, sentence } = await work()
    if (!done) return complain(sentence)
    process.stdout.write(`${sentence}\n`)
    return 0
  } catch (error) {
    return complain(startFaultSentence(error, { folder, host: '', port: 0 }, text))
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const asked = understand(argv, text)
  switch (asked.kind) {
    case 'help':
      process.stdout.write(text.help(homeFolder()?.version ?? ''))
      return 0
    case 'version':
      process.stdout.write(`${homeFolder()?.version ?? ''}\n`)
      return 0
    case 'wrong':
      return complain(asked.sentence)
    case 'verify':
      return verify(asked.log, asked.head)
    case 'serve':
      return serve(asked.options)
    case 'add-administrator':
      return outcome(asked.options.data, async () => addAdministrator(asked.options, await firstLine(), text))
    case 'backup':
      return outcome(asked.data, () => makeBackup(resolve(asked.data), resolve(asked.file), text))
    case 'restore':
      return outcome(asked.data, () => restore(resolve(asked.file), resolve(asked.data), asked.replace, text))
  }
}

process.exit(await main(process.argv.slice(2)))
