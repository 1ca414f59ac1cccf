import { app, type Session } from 'electron'
import { appOrigin } from '#protocol/desktop-api.ts'

/** What the page may do beyond drawing; everything else is denied, where Electron's default is to allow. */
export const grantedPermissions: readonly string[] = ['clipboard-sanitized-write', 'fullscreen', 'persistent-storage']

const isOwnAddress = (address: string) => address.startsWith(`${appOrigin}/`)

/** [A11] Permissions and devices denied by default; downloads only of what the page itself made. */
export function fenceSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isOwnAddress(contents.getURL()) && grantedPermissions.includes(permission))
  })
  session.setPermissionCheckHandler(
    (_, permission, origin) => (origin === appOrigin || isOwnAddress(origin)) && grantedPermissions.includes(permission)
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    const address = item.getURL()
    if (!address.startsWith(`blob:${appOrigin}/`) && !isOwnAddress(address)) event.preventDefault()
  })
}

/** Every page that ever exists in this app stays on its own address, opens no window and holds no other page. */
export function fencePages(openOutside: (address: string) => Promise<void>): void {
  app.on('web-contents-created', (_, contents) => {
    for (const name of ['will-navigate', 'will-redirect'] as const)
      contents.on(name as 'will-navigate', event => {
        if (!isOwnAddress(event.url)) event.preventDefault()
      })
    contents.on('will-frame-navigate', event => {
      if (!isOwnAddress(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      void openOutside(url)
      return { action: 'deny' }
    })
  })
}
