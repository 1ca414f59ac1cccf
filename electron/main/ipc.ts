import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import { appOrigin, type DesktopApi, type DesktopCall, type DesktopEvent, desktopCalls } from '#protocol/desktop-api.ts'
import { callSchemas } from './call-schemas.ts'

/** What answers the page; the calls that only listen live in the preload script. */
export type CallHandlers = { readonly [C in DesktopCall]: DesktopApi[C] }

/** The app's own page, in the top frame of its own window, and nobody else. */
export function isOwnFrame(frame: Pick<WebFrameMain, 'url' | 'parent'> | null, contents: WebContents, own: WebContents | null): boolean {
  return frame !== null && own !== null && contents === own && frame.parent === null && frame.url.startsWith(`${appOrigin}/`)
}

/** Answers every call of the page, after its sender and its words were checked. The only file that touches ipcMain. */
export function answerCalls(handlers: CallHandlers, ownContents: () => WebContents | null): void {
  for (const call of desktopCalls) {
    ipcMain.handle(call, async (event, ...words: unknown[]) => {
      if (!isOwnFrame(event.senderFrame, event.sender, ownContents())) throw new Error('refused')
      const parsed = callSchemas[call].safeParse(words)
      if (!parsed.success) throw new Error('malformed')
      return (handlers[call] as (...words: unknown[]) => Promise<unknown>)(...parsed.data)
    })
  }
}

/** Tells the page something; without a page nothing happens. */
export function tellPage(contents: WebContents | null, event: DesktopEvent, value: unknown): void {
  if (contents && !contents.isDestroyed()) contents.send(event, value)
}
