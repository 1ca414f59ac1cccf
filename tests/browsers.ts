import { createRequire } from 'node:module'
import { chromium, type Page } from '@playwright/test'

/** What every browser of a test is started with. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A camera and a microphone that are none, given to whatever asks for them.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--host-resolver-rules=MAP *.test 127.0.0.1'
]

/** The address of a line under the name of another computer: over plain http, where a browser trusts a page less than one of its own computer. */
export const onPlainHttp = (url: string): string => url.replace('127.0.0.1', 'phonghop.test')

/** Debian's browser, or the one named by HOPSO_CHROMIUM. */
export const currentChromium = () => process.env.HOPSO_CHROMIUM ?? '/usr/bin/chromium'

/** The oldest browser we promise to work in, unpacked from its npm package. */
export async function oldestChromium(): Promise<string> {
  const require = createRequire(import.meta.url)
  const packed = require('@sparticuz/chromium') as { executablePath: (() => Promise<string>) | Promise<string> }
  return typeof packed.executablePath === 'function' ? packed.executablePath() : packed.executablePath
}

/** Starts a browser for tests. */
export const launchBrowser = (executablePath: string) => chromium.launch({ executablePath, args: browserFlags })

/** Fills the sign-in screen and waits until it is gone. */
export async function signIn(page: Page, who: { readonly account: string; readonly password: string }): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill(who.account)
  const password = page.locator('input[autocomplete="current-password"]')
  await password.fill(who.password)
  await password.press('Enter')
  await password.waitFor({ state: 'detached' })
}
