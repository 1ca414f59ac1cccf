import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronRuntime } from '../scripts/electron-runtime.mjs'

/** The real desktop app with its own folder of user data. */
export interface DesktopApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** kill -9, as when the power fails; user data stay. */
  kill(): Promise<void>
  /** Closes the app; user data stay. */
  quit(): Promise<void>
}

export interface DesktopOptions {
  /** A folder of an earlier start; default a new empty one. */
  readonly userData?: string
  /** Server already known to the app. */
  readonly server?: string
  /** The app runs a server of its own, in the same folder. */
  readonly embeddedServer?: boolean
  /** More words on the command line, such as a deep link. */
  readonly args?: readonly string[]
  /** A folder whose programs stand before those of the system; default none. */
  readonly programs?: string
}

/** The program that a Linux desktop opens addresses with, and what it was asked to open, in order. */
export interface Opener {
  /** See DesktopOptions.programs. */
  readonly programs: string
  opened(): Promise<readonly string[]>
  remove(): Promise<void>
}
/** Puts a program in the place of the system's opener; it opens nothing and remembers all. */
export async function newOpener(): Promise<Opener> {
  const programs = await mkdtemp(join(tmpdir(), 'hopso-opener-'))
  const told = join(programs, 'opened')
  await writeFile(told, '')
  await writeFile(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${told}'\n`, { mode: 0o755 })
  return {
    programs,
    opened: async () => (await readFile(told, 'utf8')).split('\n').filter(Boolean),
    remove: () => removeUserData(programs)
  }
}

/** A new empty folder for the app's user data. */
export const newUserData = () => mkdtemp(join(tmpdir(), 'hopso-desktop-'))
export const removeUserData = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })

/** The app, from the repository's root. */
const entry = 'tests/desktop-entry.cjs'

/** Starts the built app (`npm run build`) in the Electron of this computer and waits for its window. */
export async function startDesktopApp(options: DesktopOptions = {}): Promise<DesktopApp> {
  const { executable } = await electronRuntime()
  const userData = options.userData ?? (await newUserData())
  const app = await _electron.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', entry, ...(options.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      ...(options.programs !== undefined && { PATH: `${options.programs}:${process.env.PATH}` }),
      TZ: 'Asia/Ho_Chi_Minh',
      HOPSO_USER_DATA: userData,
      ...(options.server !== undefined && { HOPSO_SERVER: options.server }),
      ...(options.embeddedServer && { HOPSO_EMBEDDED_SERVER: '1' })
    },
    locale: 'vi-VN'
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    userData,
    kill: async () => {
      const { promise, child } = { promise: app.waitForEvent('close'), child: app.process() }
      child.kill('SIGKILL')
      await promise
    },
    quit: async () => {
      const child = app.process()
      // With all its processes: one that is left keeps the pipes open, and nobody hears that the app has ended.
      const stuck = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 10_000)
      await app.close().finally(() => clearTimeout(stuck))
    }
  }
}
