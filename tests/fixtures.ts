import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { currentChromium, launchBrowser, oldestChromium, signIn } from './browsers.ts'
import { type DesktopApp, type DesktopOptions, newUserData, removeUserData, startDesktopApp } from './desktop-app.ts'
import { type Line, openLine } from './line.ts'
import { type DemonstrationAccount, type ServerUnderTest, startServerUnderTest } from './server-under-test.ts'

export { expect } from '@playwright/test'
export type { DemonstrationAccount, DesktopApp, DesktopOptions, Line, ServerUnderTest }
export { signIn }

/** One person's web client: a browser context of its own, on a line of its own. */
export interface WebClient {
  readonly page: Page
  readonly line: Line
}
/** One person's desktop app on a line of its own. */
export interface DesktopClient extends DesktopApp {
  readonly line: Line
}

interface Viewport {
  readonly width: number
  readonly height: number
}

export interface Fixtures {
  /** The real server, with the demonstration organisation, fresh for each test. */
  readonly server: ServerUnderTest
  /** A line to the server that the test can cut; closed after the test. */
  readonly newLine: () => Promise<Line>
  /** Opens the web client in the project's Chromium; signed in when an account is given. `path` begins with a slash; `line`: one that several share. */
  readonly openWeb: (who?: DemonstrationAccount | null, path?: string, at?: { line?: Line; viewport?: Viewport }) => Promise<WebClient>
  /** Starts the desktop app with the server already known; signed in when an account is given. Give `line` and `userData` of an earlier start to start it again. */
  readonly openDesktop: (
    who?: DemonstrationAccount | null,
    again?: { line?: Line } & Pick<DesktopOptions, 'userData' | 'args' | 'programs'>
  ) => Promise<DesktopClient>
  /** Writes test-results/screens/NAME.png, 1366×768. */
  readonly picture: (page: Page, name: string) => Promise<void>
}
export interface Options {
  /** Which Chromium `openWeb` uses. */
  readonly chromiumVersion: 'current' | 'oldest'
}

const endsWithinMs = 15_000
const usualViewport: Viewport = { width: 1366, height: 768 }
const here = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }

export const test = base.extend<Fixtures & Options>({
  chromiumVersion: ['current', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  server: async ({}, use) => {
    const server = await startServerUnderTest()
    await use(server)
    await server.close()
  },
  newLine: async ({ server }, use) => {
    const lines: Line[] = []
    await use(async () => {
      const line = await openLine(server.url)
      lines.push(line)
      return line
    })
    await Promise.all(lines.map(line => line.close()))
  },
  openWeb: async ({ chromiumVersion, newLine }, use) => {
    const executable = chromiumVersion === 'current' ? currentChromium() : await oldestChromium()
    const browser = await launchBrowser(executable)
    await use(async (who = null, path = '/', at = {}) => {
      const line = at.line ?? (await newLine())
      const context = await browser.newContext({ ...here, ignoreHTTPSErrors: true, viewport: at.viewport ?? usualViewport })
      const page = await context.newPage()
      await page.goto(line.url + path)
      if (who) await signIn(page, who)
      return { page, line }
    })
    await browser.close()
  },
  openDesktop: async ({ newLine }, use) => {
    const running: DesktopApp[] = []
    const folders = new Set<string>()
    await use(async (who = null, again = {}) => {
      const line = again.line ?? (await newLine())
      const userData = again.userData ?? (await newUserData())
      folders.add(userData)
      const desktop = await startDesktopApp({ ...again, userData, server: line.url })
      running.push(desktop)
      if (who) await signIn(desktop.page, who)
      return { ...desktop, line }
    })
    await Promise.all(
      running.map(async desktop => {
        // One app that does not end must not take the journeys after it along; that it ends is proven by desktop.spec.
        const timer = setTimeout(() => desktop.app.process().kill('SIGKILL'), endsWithinMs)
        await desktop.quit().catch(() => undefined)
        clearTimeout(timer)
      })
    )
    await Promise.all([...folders].map(removeUserData))
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  picture: async ({}, use) => {
    await use(async (page, name) => {
      mkdirSync('test-results/screens', { recursive: true })
      await page.screenshot({ path: join('test-results/screens', `${name}.png`) })
    })
  }
})
