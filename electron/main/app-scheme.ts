import { readFile } from 'node:fs/promises'
import { sep } from 'node:path'
import { protocol } from 'electron'
import { appScheme } from '#protocol/desktop-api.ts'
import { contentPolicy } from './content-policy.ts'
import { fileForAddress, typeOf } from './page-file.ts'

/** Must run before the app is ready: IndexedDB and workers need a standard, secure scheme. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Answers `app://hopso/…` from the folder of the built page; every answer carries the policy of the servers known at that moment. */
export function serveApp(folder: string, serverUrls: () => readonly string[]): void {
  protocol.handle(appScheme, async request => {
    const file = request.method === 'GET' ? fileForAddress(folder, request.url) : null
    const body = file ? await readFile(file).catch(() => null) : null
    if (!file || !body) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': typeOf(file),
        'content-security-policy': contentPolicy(serverUrls()),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': file.includes(`${sep}assets${sep}`) ? 'max-age=31536000, immutable' : 'no-cache'
      }
    })
  })
}
