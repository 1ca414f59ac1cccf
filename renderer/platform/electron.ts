import type { DesktopApi } from '#protocol/desktop-api.ts'
import { IdbPaperTexts } from './idb-paper-texts.ts'
import { papersWithTexts } from './papers-with-texts.ts'
import type { PaperStore, Platform } from './platform.ts'

declare global {
  interface Window {
    /** Put there by the preload script; absent in a browser. */
    readonly hopso?: DesktopApi
  }
}

/** The desktop app: servers, tokens and paper files are the shell's; the papers' texts lie in the page's database as in a browser. */
export function createElectronPlatform(api: DesktopApi): Platform {
  return {
    kind: 'electron',
    servers: {
      list: () => api.listServers(),
      add: async url => {
        const before = await api.listServers()
        const found = await api.addServer(url)
        if (!found || before.some(known => known.url === found.url)) return found
        // The page's policy names the servers it may talk to, and is read once: the page starts anew, at the newest server.
        location.reload()
        return new Promise(() => {})
      },
      forget: server => api.forgetServer(server)
    },
    tokens: {
      list: server => api.listTokens(server),
      save: (server, user, token) => api.saveToken(server, { user, token }),
      clear: (server, user) => api.clearToken(server, user),
      protection: () => api.tokenProtection()
    },
    ...papersWithTexts(shellPapers(api), new IdbPaperTexts()),
    onJoinLink: listener => api.onJoinLink(link => listener(link.meeting)),
    openScreen: server => api.openScreen(server),
    openVideo: (server, user, meeting, site) => api.openVideo(server, user, meeting, site),
    framedVideo: { show: (server, user, meeting, site) => api.showVideo(server, user, meeting, site), hide: () => api.hideVideo() },
    onMenu: listener => api.onMenu(listener)
  }
}

/** The shell downloads, resumes and verifies by itself; `source` and `signal` are the browser's. Its schemas take no field too many. */
function shellPapers(api: DesktopApi): PaperStore {
  return {
    async keep(key, expected, _source, progress) {
      const stop = progress ? api.onPaperProgress(told => told.version === key.version && progress(told.received)) : () => {}
      try {
        const { server, user, paper, version } = key
        return await api.keepPaper({ server, user, paper, version }, { hash: expected.hash, bytes: expected.bytes })
      } finally {
        stop()
      }
    },
    read: (key, begin, end) => api.readPaper(key, begin, end),
    kept: (server, user) => api.keptPapers(server, user),
    drop: key => api.dropPaper(key)
  }
}
