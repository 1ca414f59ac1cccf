import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { DesktopApi, DesktopCall, DesktopEvent, JoinLink, MenuCommand } from '#protocol/desktop-api.ts'

const ask = <C extends DesktopCall>(call: C, ...words: Parameters<DesktopApi[C]>) =>
  ipcRenderer.invoke(call, ...words) as ReturnType<DesktopApi[C]>

/** What came before anyone listened is handed to the first who does. */
function hear<T>(event: DesktopEvent) {
  const listeners = new Set<(value: T) => void>()
  const waiting: T[] = []
  ipcRenderer.on(event, (_: IpcRendererEvent, value: T) => {
    if (listeners.size === 0) waiting.push(value)
    for (const listener of listeners) listener(value)
  })
  return (listener: (value: T) => void) => {
    listeners.add(listener)
    for (const value of waiting.splice(0)) listener(value)
    return () => {
      listeners.delete(listener)
    }
  }
}

const api = {
  apiVersion: 1,
  listServers: () => ask('listServers'),
  addServer: url => ask('addServer', url),
  forgetServer: server => ask('forgetServer', server),
  listTokens: server => ask('listTokens', server),
  saveToken: (server, stored) => ask('saveToken', server, stored),
  clearToken: (server, user) => ask('clearToken', server, user),
  tokenProtection: () => ask('tokenProtection'),
  keepPaper: (key, expected) => ask('keepPaper', key, expected),
  readPaper: (key, begin, end) => ask('readPaper', key, begin, end),
  keptPapers: (server, user) => ask('keptPapers', server, user),
  dropPaper: key => ask('dropPaper', key),
  openScreen: server => ask('openScreen', server),
  openVideo: (server, user, meeting, site) => ask('openVideo', server, user, meeting, site),
  showVideo: (server, user, meeting, site) => ask('showVideo', server, user, meeting, site),
  hideVideo: () => ask('hideVideo'),
  onPaperProgress: hear('paper-progress'),
  onJoinLink: hear<JoinLink>('join-link'),
  onMenu: hear<MenuCommand>('menu')
} satisfies DesktopApi

contextBridge.exposeInMainWorld('hopso', api)
