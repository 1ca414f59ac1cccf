import { BrowserWindow, screen } from 'electron'
import { appOrigin } from '#protocol/desktop-api.ts'
import { vi } from '#text/index.ts'
import { windowOptions } from './window-options.ts'

/** The window that is shown to the room, of a server this computer knows. It has no preload script, so none of the app's own calls. */
export function openScreenWindow(serverUrl: string, beside: BrowserWindow | null, devTools: boolean): BrowserWindow {
  const here = beside && screen.getDisplayMatching(beside.getBounds())
  const other = screen.getAllDisplays().find(({ id }) => here !== null && id !== here.id)
  const options = windowOptions(null, other ? { ...other.workArea, maximized: false } : null, devTools)
  const window = new BrowserWindow({ ...options, title: vi.screen.title })
  window.setMenuBarVisibility(false)
  // The projector's own display is filled; on the only display there is, the meeting itself stays in sight.
  window.once('ready-to-show', () => {
    window.show()
    if (other) window.setFullScreen(true)
  })
  window.webContents.on('before-input-event', (_, { type, key }) => {
    if (type === 'keyDown' && key === 'Escape') window.setFullScreen(false)
    if (type === 'keyDown' && key === 'F11') window.setFullScreen(!window.isFullScreen())
  })
  window.on('page-title-updated', event => event.preventDefault())
  // The app ends with its own window.
  beside?.once('closed', () => {
    if (!window.isDestroyed()) window.close()
  })
  void window.loadURL(`${appOrigin}/#/man-hinh?may-chu=${encodeURIComponent(serverUrl)}`).catch(() => undefined)
  return window
}
