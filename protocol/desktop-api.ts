import type { MeetingId, PaperId, SiteId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'

/** A server this computer has met. `server` is the id that GET /api/server gave. */
export interface KnownServer {
  readonly server: string
  readonly url: string
  readonly organisation: string
}

export interface StoredToken {
  readonly token: string
  readonly user: UserId
}

/** One paper file on this computer, kept per server and person. */
export interface PaperKey {
  readonly server: string
  readonly user: UserId
  readonly paper: PaperId
  readonly version: VersionId
}

export type KeepPaperOutcome = 'kept' | 'offline' | 'refused' | 'damaged' | 'disk-full'

/** A deep link `hopso://join/<meeting>`, parsed in main; nothing else crosses. */
export interface JoinLink {
  readonly meeting: MeetingId
}

/** What the preload script offers the renderer as `window.hopso`: the one list of desktop calls. No call takes a path or any other URL than a server's. */
export interface DesktopApi {
  readonly apiVersion: 1
  /** Newest first. */
  listServers(): Promise<readonly KnownServer[]>
  /** Asks the address who it is (GET /api/server) and remembers it; null when no Hopso server answers there. */
  addServer(url: string): Promise<KnownServer | null>
  forgetServer(server: string): Promise<void>
  /** Tokens of the people who signed in on this computer. */
  listTokens(server: string): Promise<readonly StoredToken[]>
  saveToken(server: string, stored: StoredToken): Promise<void>
  clearToken(server: string, user: UserId): Promise<void>
  /** keychain: encrypted by the system; file: only readable by this system user. The screen says which. */
  tokenProtection(): Promise<'keychain' | 'file'>
  /** Downloads (resuming) and verifies by hash; returns when it is on disk or cannot be. Progress comes by onPaperProgress. */
  keepPaper(key: PaperKey, expected: { readonly hash: FileHash; readonly bytes: number }): Promise<KeepPaperOutcome>
  /** Bytes [begin, end) of a kept paper, or null when it is not kept here. `end` past the file is cut. */
  readPaper(key: PaperKey, begin: number, end: number): Promise<Uint8Array | null>
  /** Which versions of this server and person are complete on disk. */
  keptPapers(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]>
  dropPaper(key: PaperKey): Promise<void>
  /** A second window that shows what a room may see of a meeting; it has none of these calls. */
  openScreen(server: string): Promise<void>
  /**
   * Opens the video link of a meeting or one of its sites in the system's own program. The app asks the server for it, as this person: no
   * address comes from the page. False when there is none, or it could not be opened.
   */
  openVideo(server: string, user: UserId, meeting: MeetingId, site: SiteId | null): Promise<boolean>
  /**
   * The address of a video meeting that may be shown in a frame of the page, as the server names it to this person; from then on that one
   * origin may be framed and may ask for camera and microphone, until `hideVideo` or another one. Null when there is none.
   */
  showVideo(server: string, user: UserId, meeting: MeetingId, site: SiteId | null): Promise<string | null>
  hideVideo(): Promise<void>
  onPaperProgress(listener: (progress: { readonly version: VersionId; readonly received: number }) => void): () => void
  /** Links that opened the app, also those before the renderer was ready. */
  onJoinLink(listener: (link: JoinLink) => void): () => void
  /** A click in the native menu. */
  onMenu(listener: (command: MenuCommand) => void): () => void
}

export const menuCommands = ['settings', 'help', 'sign-out', 'search', 'zoom-in', 'zoom-out', 'zoom-reset'] as const
export type MenuCommand = (typeof menuCommands)[number]

/** Calls answered by ipcMain.handle, one channel each; events are listed apart. Used by preload and main alike. */
export const desktopCalls = [
  'listServers',
  'addServer',
  'forgetServer',
  'listTokens',
  'saveToken',
  'clearToken',
  'tokenProtection',
  'keepPaper',
  'readPaper',
  'keptPapers',
  'dropPaper',
  'openScreen',
  'openVideo',
  'showVideo',
  'hideVideo'
] as const satisfies readonly (keyof DesktopApi)[]
export type DesktopCall = (typeof desktopCalls)[number]
export const desktopEvents = ['paper-progress', 'join-link', 'menu'] as const
export type DesktopEvent = (typeof desktopEvents)[number]

/** Host part of the app's own address: `app://hopso/`. */
export const appScheme = 'app'
export const appOrigin = 'app://hopso'
export const linkScheme = 'hopso'
