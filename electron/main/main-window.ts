import { BrowserWindow, dialog, screen } from 'electron'
import { appOrigin } from '#protocol/desktop-api.ts'
import { vi } from '#text/index.ts'
import type { WindowPlace } from './settings.ts'
import { windowOptions } from './window-options.ts'

/** The remembered place if any screen still shows enough of it to take hold of, else only its size. */
function visiblePlace(place: WindowPlace | null): WindowPlace | null {
  if (place?.x === undefined || place.y === undefined) return place
  const { x, y, width } = place
  const visible = screen
    .getAllDisplays()
    .some(
      ({ workArea }) =>
        x + width > workArea.x + 100 &&
        x < workArea.x + workArea.width - 100 &&
        y >= workArea.y - 10 &&
        y < workArea.y + workArea.height - 50
    )
  return visible ? place : { width, height: place.height, maximized: place.maximized }
}

export interface MainWindowOptions {
  readonly preload: string
  readonly place: WindowPlace | null
  readonly devTools: boolean
  /** Called while the window closes, with where it stood. */
  readonly remember: (place: WindowPlace) => void
  /** Called when the person chose to leave after a crash. */
  readonly quit: () => void
  /** Called before the person is asked whether to close all the same: nothing may force the end meanwhile. */
  readonly asks: () => void
}

/** Opens the app's window; it shows itself once it has something to show, and asks what to do when its page dies or hangs. */
export function openMainWindow({ preload, place, devTools, remember, quit, asks }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preload, visiblePlace(place), devTools))
  const load = () => window.loadURL(`${appOrigin}/`).catch(() => undefined)
  if (place?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  let closing = false
  window.on('close', () => {
    closing = true
    const { x, y, width, height } = window.getNormalBounds()
    remember({ x, y, width, height, maximized: window.isMaximized() })
  })
  // The page says that closing would lose something: Chromium asks in a browser, here nobody would.
  window.webContents.on('will-prevent-unload', event => {
    const { title, detail, stay, leave } = vi.desktop.leaving
    asks()
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: title,
      detail,
      buttons: [stay, leave],
      cancelId: 0,
      noLink: true
    })
    closing = answer === 1
    if (closing) event.preventDefault()
  })
  window.on('page-title-updated', event => event.preventDefault())

  let ending = false
  window.webContents.on('render-process-gone', async (_, { reason }) => {
    if (reason === 'clean-exit' || ending || window.isDestroyed()) return
    const { title, detail, reopen, quit: leave } = vi.desktop.crashed
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: title,
      detail,
      buttons: [reopen, leave],
      noLink: true
    })
    if (response === 0) void load()
    else quit()
  })
  let hanging: AbortController | null = null
  window.on('unresponsive', async () => {
    // Whoever closes a window that hangs wants it gone; what was written is on the disk.
    if (closing) return window.destroy()
    if (hanging) return
    hanging = new AbortController()
    const { title, detail, wait, reopen } = vi.desktop.unresponsive
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: title,
      detail,
      buttons: [wait, reopen],
      cancelId: 0,
      noLink: true,
      signal: hanging.signal
    })
    hanging = null
    if (response === 1 && !window.isDestroyed()) {
      ending = true
      window.webContents.forcefullyCrashRenderer()
      await load()
      ending = false
    }
  })
  for (const event of ['responsive', 'closed'] as const) window.on(event as 'closed', () => hanging?.abort())
  void load()
  return window
}
