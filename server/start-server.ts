import { createServer, type Server } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { usualQuotaBytes } from '#core/personal/shelf.ts'
import { frameHosts } from '#core/site/video-link.ts'
import { Passwords } from './access/passwords.ts'
import { roomAccess } from './access/room-access.ts'
import { Sessions } from './access/sessions.ts'
import { CheckInCodes } from './attendance/check-in-codes.ts'
import { backupOf } from './backup/backup.ts'
import { openBackupDoor } from './backup/backup-door.ts'
import { seedDemonstration } from './demonstration/seed.ts'
import { createApp } from './http/app.ts'
import { ballotRoutes } from './http/ballot-routes.ts'
import { checkInRoutes } from './http/check-in-routes.ts'
import { Guard } from './http/guard.ts'
import { closeServer, connectHttp } from './http/listener.ts'
import { meetingRoutes } from './http/meeting-routes.ts'
import { metricsRoute } from './http/metrics-route.ts'
import { openSessionRoutes } from './http/open-session-routes.ts'
import { paperRoutes } from './http/paper-routes.ts'
import { personalRoutes } from './http/personal-routes.ts'
import { pinRoutes } from './http/pin-routes.ts'
import { remarkRoutes } from './http/remark-routes.ts'
import { RequestLimit } from './http/request-limit.ts'
import type { Route } from './http/route.ts'
import { screenRoutes } from './http/screen-routes.ts'
import { serverRoutes } from './http/server-routes.ts'
import { sessionRoutes } from './http/session-routes.ts'
import { siteRoutes } from './http/site-routes.ts'
import { userRoutes } from './http/user-routes.ts'
import { voteRoutes } from './http/vote-routes.ts'
import { WebClient } from './http/web-client.ts'
import { Metrics } from './metrics/metrics.ts'
import { type RunningServer, type ServerOptions, StartFault } from './options.ts'
import { Derivations } from './papers/derivations.ts'
import { DerivedFiles } from './papers/derived-files.ts'
import { FileHolders } from './papers/file-holders.ts'
import { PdfInspector } from './papers/inspect-pdf.ts'
import { versionsOf } from './papers/papers.ts'
import { Uploads } from './papers/uploads.ts'
import { ShelfIndex } from './personal/shelf-index.ts'
import { Shelves } from './personal/shelves.ts'
import { MeetingBook } from './record/meeting-book.ts'
import { Meetings } from './record/meetings.ts'
import { Mirror } from './record/mirror.ts'
import { Rehearsals } from './record/rehearsals.ts'
import { Remarks } from './remarks/remarks.ts'
import { createRooms } from './rooms/create-rooms.ts'
import { Pairings } from './screens/pairings.ts'
import { ScreenFeed } from './screens/screen-feed.ts'
import { DiskBoxFiles, MemoryBoxFiles } from './secret-ballot/box-files.ts'
import { openBallotBoxes, SecretBallots } from './secret-ballot/secret-ballots.ts'
import { openDiskStorage, openMemoryStorage } from './storage/open.ts'
import { rehearsalsApart } from './storage/rehearsals-apart.ts'
import { faultOf, type Surroundings } from './surroundings.ts'

/** Sessions that ran out, and uploads nobody continues, are looked for this often. */
const sweepEveryMs = 60_000
/** What a start brings with it goes before what an earlier run did not come to make. */
const catchUpAfterMs = 20_000

/** Starts one server; it owns its data folder until it is closed. Rejects with StorageFault or StartFault. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const metrics = new Metrics()
  const around: Surroundings = { now: options.now ?? (() => new Date()), log: metrics.counting(options.log ?? (() => undefined)) }
  const opened = new Opened()
  opened.add(() => metrics.close())
  try {
    return await start(options, around, metrics, opened)
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** What has been opened so far, closed in reverse. */
class Opened {
  readonly #closers: (() => Promise<unknown> | unknown)[] = []
  #closed: Promise<void> | null = null

  add(close: () => Promise<unknown> | unknown): void {
    this.#closers.unshift(close)
  }

  close(): Promise<void> {
    this.#closed ??= (async () => {
      const faults: unknown[] = []
      for (const close of this.#closers) await Promise.resolve(close()).catch(error => faults.push(error))
      if (faults.length > 0) throw faults[0]
    })()
    return this.#closed
  }
}

async function start(options: ServerOptions, around: Surroundings, metrics: Metrics, opened: Opened): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1'
  const publicUrl = options.publicUrl === undefined ? null : new URL(options.publicUrl)
  const storage = rehearsalsApart(
    options.dataDir === null
      ? openMemoryStorage()
      : await openDiskStorage(options.dataDir, {
          ...(options.keysDir !== undefined && { keysDir: options.keysDir }),
          warn: message => around.log({ level: 'warn', event: 'storage', message })
        })
  )
  opened.add(() => storage.close())
  const { directory, files } = storage
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    requestTimeout: 120_000,
    keepAliveTimeout: 15_000,
    connectionsCheckingInterval: 5_000,
    // The guard refuses who names no host, with the headers of every answer.
    requireHostHeader: false
  })
  server.headersTimeout = 10_000
  opened.add(() => closeServer(server))

  const book = await MeetingBook.open(storage.records, around)
  const sessions = new Sessions(directory, around)
  opened.add(() => sessions.close())
  const personal = new ShelfIndex()
  const holders = new FileHolders(files)
  holders.add(hash => book.namesFile(hash))
  holders.add(hash => personal.namesFile(hash))
  const rooms = createRooms({
    storage: metrics.timing(storage.rooms),
    access: roomAccess(sessions, book, personal),
    now: around.now,
    log: around.log
  })
  opened.add(() => rooms.close())
  sessions.onEnded(session => rooms.closeSession(session))
  const mirror = await Mirror.start(book, rooms, around)
  opened.add(() => mirror.close())
  opened.add(() => book.idle())
  const remarks = await Remarks.start({ book, rooms, around, roomNames: () => storage.rooms.list() })
  mirror.onPeopleChanged(meeting => void remarks.recordChanged(meeting))
  opened.add(() => remarks.close())
  const quotaBytes = options.personalQuotaBytes ?? usualQuotaBytes
  const shelves = await Shelves.open({ index: personal, rooms, storage: storage.rooms, directory, holders, around, quotaBytes })
  opened.add(() => shelves.idle())

  const { rows } = storage
  if (options.dataDir !== null && rows) {
    const { dataDir } = options
    opened.add(await openBackupDoor(dataDir, () => holders.whileCopied(backupOf({ dataDir, rows, now: around.now })), around))
  }

  const boxFiles = options.dataDir === null ? new MemoryBoxFiles() : await DiskBoxFiles.open(join(options.dataDir, 'ballots'))
  const boxes = await openBallotBoxes(boxFiles, book, around)
  opened.add(() => boxes.idle())
  const ballots = new SecretBallots({ book, boxes, around })

  const passwords = new Passwords()
  const rehearsals = new Rehearsals({ book, mirror, storage, around })
  const meetings = new Meetings({ isForgotten: storage.isForgotten, book, rooms, directory, secret: ballots, now: around.now })
  const cMaps = options.webDir === undefined ? null : join(options.webDir, 'pdfjs', 'cmaps')
  const inspector = new PdfInspector(options.pdfWorker, cMaps)
  const derived = await DerivedFiles.open(options.dataDir === null ? null : join(options.dataDir, 'derived'))
  const derivations = new Derivations({ files, derived, inspector, around, copyWorker: options.copyWorker })
  opened.add(() => derivations.close())
  holders.whenGone(hash => derivations.forget(hash))
  const uploads = new Uploads({ files, holders, inspector, derivations, around })
  opened.add(() => uploads.idle())
  const demonstration = options.demonstration
    ? await seedDemonstration({ book, directory, meetings, uploads, rooms, passwords, around }, options.resourcesDir)
    : null

  const wait = options.wait ?? ((ms: number) => delay(ms, undefined, { ref: false }))
  const pairings = new Pairings(() => around.now().getTime())
  const codes = new CheckInCodes(() => around.now().getTime())
  const feed = new ScreenFeed({ book, rooms, pairings, codes, around })
  const papers = { book, around }
  const routes: Route[] = [
    ...sessionRoutes({ sessions, passwords, directory, around, wait }),
    ...pinRoutes({ sessions, passwords, directory, around, wait }),
    ...openSessionRoutes({ sessions, directory, around }),
    ...userRoutes({ sessions, passwords, directory, around }),
    ...meetingRoutes({ meetings, mirror, rehearsals }),
    ...ballotRoutes({ ballots }),
    ...paperRoutes({ ...papers, uploads, files, derivations, personal, isTaken: paper => personal.paper(paper) !== null }),
    ...personalRoutes({ ...papers, uploads, files, holders, shelves, index: personal }),
    ...remarkRoutes({ remarks }),
    ...checkInRoutes({ meetings, codes, around, wait }),
    ...voteRoutes({ directory, around }),
    ...siteRoutes({ meetings, book, rooms, directory, screens: () => feed.connected(), around }),
    ...screenRoutes({ meetings, pairings, feed, around, wait }),
    metricsRoute({
      text: () => metrics.text({ rooms: () => rooms.stats(), uploads: () => uploads.underWay, version: options.version ?? '0.0.0' }),
      token: options.metricsToken ?? null,
      behindProxy: publicUrl !== null
    })
  ]
  routes.unshift(...serverRoutes({ directory, rooms, book, version: options.version ?? '0.0.0', now: around.now }, [...routes]))

  const port = await listen(server, host, options.port)
  const guard = new Guard({ host, port, publicUrl })
  const app = createApp({
    routes,
    guard: () => guard,
    sessions,
    limit: new RequestLimit(around.now),
    webClient: options.webDir === undefined ? null : new WebClient(options.webDir, () => frameHosts(directory.videoHosts())),
    around,
    behindProxy: publicUrl !== null
  })
  opened.add(connectHttp({ server, app, guard: () => guard, rooms, around, behindProxy: publicUrl !== null }))
  // Its lines are requests that do not end by themselves.
  opened.add(() => feed.close())
  const sweep = setInterval(() => {
    Promise.all([sessions.sweep(), uploads.sweep(), rehearsals.sweep(), shelves.sweep()]).catch(error =>
      around.log({ level: 'error', event: 'sweep-failed', fault: faultOf(error) })
    )
  }, sweepEveryMs)
  sweep.unref()
  opened.add(() => clearInterval(sweep))
  const catchUp = setTimeout(() => {
    for (const version of [...versionsOf(book), ...personal.versions()]) derivations.add(version)
  }, catchUpAfterMs)
  catchUp.unref()
  opened.add(() => clearTimeout(catchUp))

  const authority = `${reachable(host)}:${port}`
  around.log({ level: 'info', event: 'started', address: host, port })
  return {
    url: `http://${authority}`,
    syncUrl: `ws://${authority}/sync`,
    port,
    demonstration,
    close: () => opened.close()
  }
}

/** An address one can go to: of all addresses, the loopback one. */
const reachable = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : isIP(host) === 6 ? `[${host}]` : host

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartFault('port-taken', `port ${port} is taken`, { cause: error })
          : error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EACCES'
            ? new StartFault('address-unavailable', `cannot listen on ${host}:${port}`, { cause: error })
            : error
      )
    )
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}
