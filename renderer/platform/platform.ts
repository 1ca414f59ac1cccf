import type { MeetingId, SiteId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { KeepPaperOutcome, KnownServer, MenuCommand, PaperKey } from '#protocol/desktop-api.ts'
import type { PaperText } from '#protocol/paper-text.ts'

/** Where the renderer runs, behind one door. electron.ts, browser.ts and memory.ts implement it; main.tsx chooses. A missing ability is null. */
export interface Platform {
  readonly kind: 'electron' | 'browser' | 'memory'
  /** Electron: several servers can be known. Browser: null, the server is where the page came from. */
  readonly servers: ServerList | null
  /** Electron keeps tokens (keychain or file); a browser has its cookie: null. */
  readonly tokens: TokenStore | null
  readonly papers: PaperStore
  /** A paper that is dropped takes its text along. */
  readonly paperTexts: PaperTextStore
  readonly onJoinLink: ((listener: (meeting: MeetingId) => void) => () => void) | null
  /** Opens a window that shows a meeting of this server to the room; a browser opens one by itself: null. */
  readonly openScreen: ((server: string) => Promise<void>) | null
  /** Opens the video meeting that the server names, in the system's own program; false when it was not. A browser opens links by itself: null. */
  readonly openVideo: ((server: string, user: UserId, meeting: MeetingId, site: SiteId | null) => Promise<boolean>) | null
  /**
   * [SI5] The address of a video meeting that may be shown beside the papers, as the server names it; null where there is none. A browser's page
   * asks by itself: null.
   */
  readonly framedVideo: {
    show(server: string, user: UserId, meeting: MeetingId, site: SiteId | null): Promise<string | null>
    hide(): Promise<void>
  } | null
  readonly onMenu: ((listener: (command: MenuCommand) => void) => () => void) | null
}

export interface ServerList {
  list(): Promise<readonly KnownServer[]>
  add(url: string): Promise<KnownServer | null>
  forget(server: string): Promise<void>
}
export interface TokenStore {
  list(server: string): Promise<readonly { readonly token: string; readonly user: UserId }[]>
  save(server: string, user: UserId, token: string): Promise<void>
  clear(server: string, user: UserId): Promise<void>
  protection(): Promise<'keychain' | 'file'>
}

/** Verified paper files on this computer (shell files in Electron, IndexedDB in a browser). */
export interface PaperStore {
  /** Downloads if needed and verifies; resumes after a break. `progress` in bytes. */
  keep(
    key: PaperKey,
    expected: { readonly hash: FileHash; readonly bytes: number },
    source: PaperSource,
    progress?: (received: number) => void,
    signal?: AbortSignal
  ): Promise<KeepPaperOutcome>
  /** Bytes [begin, end) or null when not kept here. */
  read(key: PaperKey, begin: number, end: number): Promise<Uint8Array | null>
  kept(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]>
  drop(key: PaperKey): Promise<void>
}
/** What stands on the pages of papers, kept on this computer in the page's own database, per server and person. */
export interface PaperTextStore {
  read(key: PaperKey): Promise<PaperText | null>
  /** Rejects when it cannot be kept. */
  keep(key: PaperKey, text: PaperText): Promise<void>
  drop(key: PaperKey): Promise<void>
}
/** How a browser fetches a paper's bytes (Electron's shell does it itself). */
export interface PaperSource {
  /** `onBegin`: the first of the bytes are about to come. */
  fetchRange(begin: number, end: number, signal?: AbortSignal, onBegin?: () => void): Promise<Uint8Array>
}
