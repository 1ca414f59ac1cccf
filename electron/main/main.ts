import { join } from 'node:path'
import { app, type BrowserWindow, net, safeStorage, session } from 'electron'
import type { UserId } from '#core/ids.ts'
import type { JoinLink } from '#protocol/desktop-api.ts'
import { registerAppScheme, serveApp } from './app-scheme.ts'
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts'
import { openVideoLink, outsideLinks } from './external-links.ts'
import { fencePages, fenceSession } from './fences.ts'
import { answerCalls, tellPage } from './ipc.ts'
import { joinLinkIn, parseJoinLink } from './join-link.ts'
import { openMainWindow } from './main-window.ts'
import { showMenu } from './menu.ts'
import { openPaperShelf } from './paper-shelf.ts'
import { openScreenWindow } from './screen-window.ts'
import { askServer, serverOrigin } from './server-address.ts'
import { openSettings, type Settings } from './settings.ts'
import { type Keychain, openTokenVault, type TokenVault } from './token-vault.ts'
import { askVideoLink, openVideo } from './video-link.ts'

/** The desktop app's composition: the only file that reads environment and arguments. HOPSO_USER_DATA: folder for everything kept here;
 * HOPSO_SERVER: address of a server to know; HOPSO_EMBEDDED_SERVER=1: run a server of one's own, its data in the same folder. */

/** The window does not wait longer for a server that is named but does not answer. */
const startWaitsForServerMs = 1000
/** Longest time between choosing to quit and being gone. */
const quitWithinMs = 8_000
/** What the page has put into its storage lies on the disk after this long. */
const flushEveryMs = 1000

const built = join(app.getAppPath(), 'dist')

/** safeStorage falls back to a fixed password where Linux has no keyring; that is no keychain. */
const keychain: Keychain = {
  isEncryptionAvailable: () =>
    safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encryptString: text => safeStorage.encryptString(text),
  decryptString: bytes => safeStorage.decryptString(bytes)
}

/** The system's own network stack: its proxies and its certificates; nothing of it is kept in a cache. */
const fetchOverNet: typeof fetch = (address, init) =>
  net.fetch(address instanceof URL ? address.href : (address as string), { ...init, ...({ cache: 'no-store' } as object) })

async function knowServer(typed: string, settings: Settings, vault: TokenVault) {
  const found = await askServer(fetchOverNet, typed)
  if (!found) return null
  const { moved } = await settings.rememberServer(found)
  // Whoever claims to be a known server at another address does not get the session made with the known one.
  if (moved) await vault.clearServer(found.server)
  return found
}

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  let window: BrowserWindow | null = null
  let screenWindow: BrowserWindow | null = null
  let pageReady = false
  let waitingLink: JoinLink | null = joinLinkIn(process.argv)
  let embedded: EmbeddedServer | null = null
  /** [SI5] From where a video meeting is shown now. */
  let framed: string | null = null
  /** How often it was asked which page may be framed, or said that none is. */
  let turn = 0

  const openOutside = outsideLinks(() => window)
  fencePages(openOutside, () => framed)
  const contents = () => window?.webContents ?? null
  const deliver = (link: JoinLink | null) => {
    if (link && pageReady) tellPage(contents(), 'join-link', link)
    else if (link) waitingLink = link
  }
  const focus = () => {
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  app.on('second-instance', (_, words) => {
    focus()
    deliver(joinLinkIn(words))
  })
  app.on('open-url', (event, address) => {
    event.preventDefault()
    deliver(parseJoinLink(address))
  })

  const [settings, vault] = await Promise.all([
    openSettings(join(userData, 'settings.json')),
    openTokenVault(join(userData, 'tokens.json'), keychain),
    app.whenReady()
  ])
  if (process.env.HOPSO_EMBEDDED_SERVER === '1') {
    embedded = await startEmbeddedServer(join(built, 'electron', 'server-process.cjs'), {
      dataDir: join(userData, 'server'),
      port: 0,
      host: '127.0.0.1'
    })
    await knowServer(embedded.url, settings, vault)
  }
  const wanted = process.env.HOPSO_SERVER ? serverOrigin(process.env.HOPSO_SERVER) : null
  if (wanted) await Promise.race([knowServer(wanted, settings, vault), new Promise(resolve => setTimeout(resolve, startWaitsForServerMs))])

  const access = (server: string, user: UserId) => {
    const url = settings.servers().find(each => each.server === server)?.url
    const token = vault.list(server).find(each => each.user === user)?.token
    return url !== undefined && token !== undefined ? { url, token } : null
  }
  const shelf = openPaperShelf({
    folder: join(userData, 'papers'),
    fetch: fetchOverNet,
    access,
    progress: progress => tellPage(contents(), 'paper-progress', progress)
  })
  answerCalls(
    {
      listServers: async () => settings.servers(),
      addServer: typed => knowServer(typed, settings, vault),
      forgetServer: async server => {
        await vault.clearServer(server)
        await settings.forgetServer(server)
      },
      listTokens: async server => vault.list(server),
      saveToken: async (server, stored) => {
        await vault.save(server, stored)
        await settings.preferServer(server)
      },
      clearToken: vault.clear,
      tokenProtection: async () => vault.protection(),
      keepPaper: shelf.keep,
      readPaper: shelf.read,
      keptPapers: shelf.kept,
      dropPaper: shelf.drop,
      openVideo: (server, user, meeting, site) =>
        openVideo({ fetcher: fetchOverNet, access: access(server, user), hand: openVideoLink }, meeting, site),
      showVideo: async (server, user, meeting, site) => {
        const mine = ++turn
        framed = null
        const told = await askVideoLink(fetchOverNet, access(server, user), meeting, site)
        if (mine !== turn) return null
        framed = told?.frame ? new URL(told.link.address).origin : null
        return framed === null ? null : (told?.link.address ?? null)
      },
      hideVideo: async () => {
        turn += 1
        framed = null
      },
      openScreen: async server => {
        const url = settings.servers().find(each => each.server === server)?.url
        if (screenWindow && !screenWindow.isDestroyed()) screenWindow.focus()
        else if (url !== undefined) screenWindow = openScreenWindow(url, window, !app.isPackaged)
      }
    },
    contents
  )
  serveApp(join(built, 'renderer'), () => settings.servers().map(({ url }) => url))
  fenceSession(session.defaultSession, () => framed)
  // Chromium writes localStorage late; what the page remembers must outlast a power failure a second later.
  const flushing = setInterval(() => session.defaultSession.flushStorageData(), flushEveryMs)
  app.once('will-quit', () => clearInterval(flushing))
  showMenu(command => tellPage(contents(), 'menu', command))

  let remembering: Promise<void> = Promise.resolve()
  let forcedEnd: NodeJS.Timeout | undefined
  const openWindow = () => {
    pageReady = false
    window = openMainWindow({
      preload: join(built, 'electron', 'preload.cjs'),
      place: settings.window(),
      devTools: !app.isPackaged,
      remember: place => {
        remembering = settings.rememberWindow(place)
      },
      quit: () => app.quit(),
      asks: () => {
        clearTimeout(forcedEnd)
        forcedEnd = undefined
      }
    })
    window.on('closed', () => {
      window = null
    })
    window.webContents.on('did-start-loading', () => {
      pageReady = false
    })
    window.webContents.on('did-navigate', () => {
      turn += 1
      framed = null
    })
    window.webContents.on('did-finish-load', () => {
      pageReady = true
      const link = waitingLink
      waitingLink = null
      deliver(link)
    })
  }
  openWindow()
  app.on('activate', () => {
    if (!window) openWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // Everything that matters is on disk before it is shown as saved: a part that does not end must not keep the app on the screen.
  const endInTime = () => {
    forcedEnd ??= setTimeout(() => app.exit(0), quitWithinMs)
  }
  app.on('before-quit', endInTime)
  let stored = false
  app.on('will-quit', event => {
    if (stored) return
    endInTime()
    event.preventDefault()
    void Promise.allSettled([remembering, embedded?.stop()]).then(() => {
      stored = true
      // Within this event Electron is still quitting, and to quit once more would do nothing.
      setImmediate(() => app.quit())
    })
  })
}

if (process.env.HOPSO_USER_DATA) app.setPath('userData', process.env.HOPSO_USER_DATA)
// Chromium refuses to sandbox for root, which tests in containers are; each window asks for its sandbox besides.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()
// Nothing calls out: no component updates, no reports about domains.
for (const flag of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability'])
  app.commandLine.appendSwitch(flag)
if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient('hopso')

if (!app.requestSingleInstanceLock()) app.quit()
else
  start().catch((error: unknown) => {
    console.error(error)
    app.exit(1)
  })
