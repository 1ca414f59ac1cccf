import { app, type Session } from 'electron'
import { appOrigin } from '#protocol/desktop-api.ts'

/** What the page may do beyond drawing; everything else is denied, where Electron's default is to allow. */
export const grantedPermissions: readonly string[] = ['clipboard-sanitized-write', 'fullscreen', 'persistent-storage']

const isOwnAddress = (address: string) => address.startsWith(`${appOrigin}/`)

/** The one origin that a video meeting is shown from in a frame now; null: none. */
export type Framed = () => string | null

function originOf(address: string): string | null {
  try {
    return new URL(address).origin
  } catch {
    return null
  }
}

/** [SI5] Camera and microphone are for the video meeting that is shown now, and for it alone. */
const isVideo = (permission: string, asker: string, framed: Framed): boolean =>
  permission === 'media' && framed() !== null && originOf(asker) === framed()

/** [A11] Permissions and devices denied by default; downloads only of what the page itself made. */
export function fenceSession(session: Session, framed: Framed): void {
  session.setPermissionRequestHandler((contents, permission, answer, { requestingUrl }) => {
    const own = isOwnAddress(contents.getURL()) && isOwnAddress(requestingUrl)
    answer((own && grantedPermissions.includes(permission)) || isVideo(permission, requestingUrl, framed))
  })
  session.setPermissionCheckHandler((_, permission, origin) => {
    const own = origin === appOrigin || isOwnAddress(origin)
    return (own && grantedPermissions.includes(permission)) || isVideo(permission, origin, framed)
  })
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    const address = item.getURL()
    if (!address.startsWith(`blob:${appOrigin}/`) && !isOwnAddress(address)) event.preventDefault()
  })
}

/** Every page that ever exists in this app stays on its own address, opens no window and holds no other page but [SI5] the video meeting that is shown. */
export function fencePages(openOutside: (address: string) => Promise<void>, framed: Framed): void {
  const mayShow = (url: string, isMainFrame: boolean) =>
    isOwnAddress(url) || (!isMainFrame && framed() !== null && originOf(url) === framed())
  app.on('web-contents-created', (_, contents) => {
    for (const name of ['will-navigate', 'will-redirect'] as const)
      contents.on(name as 'will-navigate', event => {
        if (!mayShow(event.url, event.isMainFrame)) event.preventDefault()
      })
    contents.on('will-frame-navigate', event => {
      if (!mayShow(event.url, event.isMainFrame)) event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      void openOutside(url)
      return { action: 'deny' }
    })
  })
}
