import { type BrowserWindow, dialog, shell } from 'electron'
import type { VideoLink } from '#core/site/video-link.ts'
import { vi } from '#text/index.ts'
import { outsideAddress } from './address.ts'

const text = vi.desktop.openLink

/** [SI3] What a server named as the link of a video meeting, parsed, to the system's own program; false when there is none for it. */
export const openVideoLink = ({ address }: VideoLink): Promise<boolean> =>
  shell.openExternal(address).then(
    () => true,
    () => false
  )

/** Asks the person, then the system's browser. One question at a time; everything but https is dropped. The only file that touches shell.openExternal. */
export function outsideLinks(window: () => BrowserWindow | null): (address: string) => Promise<void> {
  let asking = false
  return async address => {
    const url = outsideAddress(address)
    const parent = window()
    if (!url || !parent || asking) return
    asking = true
    try {
      const { response } = await dialog.showMessageBox(parent, {
        type: 'question',
        title: text.title,
        message: text.question(url.host),
        detail: text.detail(url.href),
        buttons: [text.open, text.cancel],
        defaultId: 1,
        cancelId: 1,
        noLink: true
      })
      if (response === 0) await shell.openExternal(url.href)
    } finally {
      asking = false
    }
  }
}
