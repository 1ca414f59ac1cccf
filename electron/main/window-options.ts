import type { BrowserWindowConstructorOptions } from 'electron'
import { vi } from '#text/index.ts'
import type { WindowPlace } from './settings.ts'

/** [A11] How every window of this app is made; a test holds every option. `preload` null: a window without the app's calls. */
export function windowOptions(preload: string | null, place: WindowPlace | null, devTools: boolean): BrowserWindowConstructorOptions {
  return {
    title: vi.desktop.windowTitle,
    width: place?.width ?? 1366,
    height: place?.height ?? 768,
    ...(place?.x !== undefined && place.y !== undefined && { x: place.x, y: place.y }),
    minWidth: 800,
    minHeight: 560,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      ...(preload !== null && { preload }),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium fetches its dictionaries from the Internet.
      spellcheck: false,
      devTools
    }
  }
}
