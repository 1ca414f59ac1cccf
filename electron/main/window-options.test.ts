import { expect, test } from 'vitest'
import { vi } from '#text/index.ts'
import { windowOptions } from './window-options.ts'

test('[A11] promise A11: a window is made with these options and no other', () => {
  expect(windowOptions('/app/preload.cjs', null, false)).toStrictEqual({
    title: vi.desktop.windowTitle,
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 560,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: '/app/preload.cjs',
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
      spellcheck: false,
      devTools: false
    }
  })
})
