import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import type { DesktopApi, PaperKey } from '#protocol/desktop-api.ts'
import type { SessionShape } from '#protocol/http-api.ts'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { type DesktopApp, removeUserData, startDesktopApp } from '../desktop-app.ts'
import { type DemonstrationAccount, expect, type ServerUnderTest, signIn, test } from '../fixtures.ts'
import { expectSaved, words } from '../screen.ts'

type Hopso = { readonly hopso: DesktopApi }

/** Signs in as the page would, past its screens, so that shell tests do not hang on them. */
async function signInByApi(page: Page, url: string, who: DemonstrationAccount): Promise<SessionShape> {
  return page.evaluate(
    async ({ url, account, password }) => {
      const answer = await fetch(`${url}/api/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account, password })
      })
      const session = (await answer.json()) as SessionShape
      const { hopso } = window as unknown as Hopso
      const [server] = await hopso.listServers()
      if (!server) throw new Error('no server known')
      await hopso.saveToken(server.server, { token: session.token, user: session.user.id })
      return session
    },
    { url, account: who.account, password: who.password }
  )
}

interface PaperAdded {
  readonly fact: {
    readonly kind: string
    readonly paper: string
    readonly version: { readonly version: string; readonly hash: string; readonly bytes: number }
  }
}
/** A paper of the demonstration meeting, as its record tells. */
async function firstPaper(server: ServerUnderTest, token: string, fileName: string) {
  const answer = await fetch(`${server.url}/api/meetings/${server.meetingId}/record`, { headers: { authorization: `Bearer ${token}` } })
  const lines = (await answer.text()).trim().split('\n')
  const added = lines.map(line => JSON.parse(line) as PaperAdded).filter(({ fact }) => fact.kind === 'paper-added')
  const found = added.find(event => JSON.stringify(event).includes(fileName)) ?? added[0]
  if (!found) throw new Error('the demonstration meeting has no paper')
  const { hash, bytes, version } = found.fact.version
  return { paper: found.fact.paper, version, expected: { hash, bytes } }
}

const withoutServer = async (run: (desktop: DesktopApp) => Promise<void>) => {
  const desktop = await startDesktopApp()
  try {
    await run(desktop)
  } finally {
    await desktop.quit()
  }
}

test('[A11] the window is isolated and sandboxed, and asks the system for nothing', async () => {
  await withoutServer(async ({ app, page }) => {
    const options = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return contents.getLastWebPreferences()
    })
    // Of the options in electron/main/window-options.test.ts those that every Electron tells.
    expect(options).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false
    })
    expect(page.url()).toMatch(/^app:\/\/hopso\//)
    const seen = await page.evaluate(async () => {
      const state = async (name: string) =>
        (await navigator.permissions.query({ name: name as PermissionName }).catch(() => ({ state: 'unknown here' }))).state
      const everything = [
        'accelerometer',
        'ambient-light-sensor',
        'background-fetch',
        'background-sync',
        'camera',
        'clipboard-read',
        'display-capture',
        'geolocation',
        'gyroscope',
        'idle-detection',
        'keyboard-lock',
        'local-fonts',
        'magnetometer',
        'microphone',
        'midi',
        'nfc',
        'notifications',
        'payment-handler',
        'pointer-lock',
        'push',
        'screen-wake-lock',
        'speaker-selection',
        'storage-access',
        'top-level-storage-access',
        'window-management'
      ]
      return {
        node: [typeof (window as unknown as { require: unknown }).require, typeof (globalThis as unknown as { process: unknown }).process],
        permissions: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi'].map(state)),
        granted: (await Promise.all(everything.map(async name => ((await state(name)) === 'granted' ? [name] : [])))).flat(),
        place: await new Promise(resolve => navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code))),
        notices: await Notification.requestPermission(),
        elsewhere: await fetch('http://127.0.0.1:9/').catch((error: Error) => error.name),
        secure: window.isSecureContext
      }
    })
    expect(seen.node).toEqual(['undefined', 'undefined'])
    expect(new Set(seen.permissions)).toEqual(new Set(['denied']))
    expect(seen.granted).toEqual([])
    // GeolocationPositionError.PERMISSION_DENIED
    expect(seen.place).toBe(1)
    expect(seen.notices).toBe('denied')
    expect(seen.elsewhere).toBe('TypeError')
    expect(seen.secure).toBe(true)
  })
})

test('[A9] the page cannot be led elsewhere; only https reaches the system browser, after a question', async () => {
  await withoutServer(async ({ app, page }) => {
    await app.evaluate(({ dialog, shell }) => {
      const seen = { questions: [] as string[], opened: [] as string[], answer: 1 }
      ;(globalThis as unknown as { seen: typeof seen }).seen = seen
      dialog.showMessageBox = (async (...words: { message: string }[]) => {
        seen.questions.push(words.at(-1)?.message ?? '')
        return { response: seen.answer, checkboxChecked: false }
      }) as unknown as typeof dialog.showMessageBox
      shell.openExternal = async address => {
        seen.opened.push(address)
      }
    })
    const outside = (address: string) => page.evaluate(address => window.open(address) === null, address)
    for (const address of [
      'http://vidu.example/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'hopso://join/abcdefgh',
      'https://ai@vidu.example/'
    ])
      expect(await outside(address)).toBe(true)
    expect(await outside('https://vidu.example/trang')).toBe(true)
    const seen = () =>
      app.evaluate(() => (globalThis as unknown as { seen: { questions: string[]; opened: string[]; answer: number } }).seen)
    await expect.poll(async () => (await seen()).questions.length).toBe(1)
    expect((await seen()).questions[0]).toContain('vidu.example')
    expect((await seen()).opened).toEqual([])
    await app.evaluate(() => {
      ;(globalThis as unknown as { seen: { answer: number } }).seen.answer = 0
    })
    await outside('https://vidu.example/trang')
    await expect.poll(async () => (await seen()).opened).toEqual(['https://vidu.example/trang'])

    await page.evaluate(() => {
      location.href = 'https://vidu.example/'
    })
    await page.evaluate(() => {
      location.href = 'http://127.0.0.1:9/'
    })
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()))).toEqual(
      [page.url()]
    )
    expect(page.url()).toMatch(/^app:\/\/hopso\//)
  })
})

test('[A10] every call refuses junk and strangers; the list of calls is this one', async () => {
  await withoutServer(async ({ app, page }) => {
    const calls = await page.evaluate(() => Object.keys((window as unknown as Hopso).hopso))
    expect(calls).toEqual([
      'apiVersion',
      'listServers',
      'addServer',
      'forgetServer',
      'listTokens',
      'saveToken',
      'clearToken',
      'tokenProtection',
      'keepPaper',
      'readPaper',
      'keptPapers',
      'dropPaper',
      'openScreen',
      'openVideo',
      'showVideo',
      'hideVideo',
      'onPaperProgress',
      'onJoinLink',
      'onMenu'
    ])
    // A page that was taken over may hold other pages; none of them finds the app's calls, and main knows them from the page itself.
    const within = await page.evaluate(async () => {
      const add = (fill: (frame: HTMLIFrameElement) => void) =>
        new Promise<HTMLIFrameElement>(resolve => {
          const frame = document.createElement('iframe')
          frame.addEventListener('load', () => resolve(frame))
          fill(frame)
          document.body.append(frame)
        })
      const addresses = ['about:blank', 'data:text/html,<p>la</p>', 'app://hopso/index.html']
      const frames = await Promise.all([
        ...addresses.map(address =>
          add(frame => {
            frame.src = address
          })
        ),
        add(frame => {
          frame.srcdoc = '<p>la</p>'
        })
      ])
      return frames.map(({ contentWindow }) => {
        try {
          return typeof (contentWindow as unknown as { hopso?: unknown } | null)?.hopso
        } catch {
          return 'not to be looked into'
        }
      })
    })
    expect(within.filter(found => found !== 'undefined' && found !== 'not to be looked into')).toEqual([])
    const outcome = await app.evaluate(async ({ ipcMain, BrowserWindow }) => {
      type Handler = (event: unknown, ...words: unknown[]) => Promise<unknown>
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const own = { sender: contents, senderFrame: contents?.mainFrame }
      const strangers = [
        { sender: contents, senderFrame: null },
        { sender: contents, senderFrame: { url: 'https://vidu.example/', parent: null } },
        { sender: contents, senderFrame: { url: 'app://hopso.vidu.example/', parent: null } },
        { sender: contents, senderFrame: { url: 'app://hopso/', parent: contents?.mainFrame } },
        { sender: {}, senderFrame: contents?.mainFrame },
        ...(contents?.mainFrame.framesInSubtree ?? [])
          .filter(frame => frame !== contents?.mainFrame)
          .map(senderFrame => ({ sender: contents, senderFrame }))
      ]
      const texts = [
        '',
        '.',
        '..',
        '../../etc/passwd',
        'C:\\Windows',
        '/',
        '%2e%2e',
        'a'.repeat(10_000),
        '\0',
        "' OR 1=1 --",
        'file:///etc/passwd',
        'ABCDEFGHIJ'
      ]
      const odd = [
        null,
        undefined,
        0,
        -1,
        1.5,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        2 ** 60,
        true,
        [],
        {},
        [[]],
        new Uint8Array(9),
        new Date(0),
        () => 1,
        10n
      ]
      const key = { server: 'may-chu-thu', user: 'nguoi-thu-nhat', paper: 'to-trinh-01', version: 'ban-thu-01' }
      const keys = texts.flatMap(text => [
        { ...key, paper: text },
        { ...key, server: text },
        { ...key, path: text },
        { ...key, user: [text] }
      ])
      const junk = [...texts, ...odd, ...keys, ...texts.map(text => ({ [text]: text })), ...odd.map(value => [value, value])]
      const attempt = (handler: Handler, event: unknown, words: unknown[]) =>
        Promise.race([
          handler(event, ...words).then(
            value => `answered ${JSON.stringify(value)}`,
            (error: Error) => error.message
          ),
          new Promise<string>(resolve => setTimeout(resolve, 2_000, 'taken and never answered'))
        ])
      const outcomes: Record<string, { junk: number; answers: string[] }> = {}
      const strange = new Set<string>()
      for (const [name, handler] of handlers) {
        const answers = new Set<string>()
        for (const value of junk) answers.add(await attempt(handler, own, [value, value, value, value]))
        if (name !== 'addServer') for (const value of junk) answers.add(await attempt(handler, own, [value]))
        outcomes[name] = { junk: junk.length, answers: [...answers] }
        for (const event of strangers) strange.add(await attempt(handler, event, []))
      }
      return { outcomes, strange: [...strange], frames: strangers.length - 5 }
    })
    expect(Object.keys(outcome.outcomes).sort()).toEqual(calls.filter(name => name !== 'apiVersion' && !name.startsWith('on')).sort())
    for (const { junk, answers } of Object.values(outcome.outcomes)) {
      expect(junk).toBeGreaterThanOrEqual(100)
      expect(answers).toEqual(['malformed'])
    }
    expect(outcome.strange).toEqual(['refused'])
    expect(outcome.frames).toBeGreaterThanOrEqual(2)
    const addresses = [
      '',
      ' ',
      'file:///etc',
      'ftp://x',
      'javascript:1',
      'http://',
      'http://a:b@c',
      'app://hopso',
      'không phải',
      '127.0.0.1:1'
    ]
    const found = await page.evaluate(
      addresses => Promise.all(addresses.map(address => (window as unknown as Hopso).hopso.addServer(address).catch(() => 'malformed'))),
      addresses
    )
    expect(new Set(found)).toEqual(new Set([null, 'malformed']))
  })
})

test('[A9] a second start hands its join link to the first and ends', async () => {
  await withoutServer(async ({ app, page, userData }) => {
    await page.evaluate(() => {
      const heard: unknown[] = []
      ;(window as unknown as { heard: unknown[] }).heard = heard
      ;(window as unknown as Hopso).hopso.onJoinLink(link => heard.push(link))
    })
    const { executable } = await electronRuntime()
    for (const word of ['hopso://join/../x', 'hopso://join/phien-hop-thang-nay']) {
      const second = spawn(executable, ['--no-sandbox', '--disable-gpu', '.', word], {
        stdio: 'ignore',
        env: { ...process.env, HOPSO_USER_DATA: userData }
      })
      expect((await once(second, 'exit'))[0]).toBe(0)
    }
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
      .toEqual([{ meeting: 'phien-hop-thang-nay' }])
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})

test('a join link that starts the app waits until the page listens', async () => {
  const desktop = await startDesktopApp({ args: ['hopso://join/phien-hop-thang-nay'] })
  try {
    const { page } = desktop
    await page.waitForLoadState('load')
    const heard = page.evaluate(() => new Promise(resolve => (window as unknown as Hopso).hopso.onJoinLink(resolve)))
    // The page itself may have listened first; then it has already gone where the link leads.
    const went = page.waitForURL(/phien-hop-thang-nay/).then(() => ({ meeting: 'phien-hop-thang-nay' }))
    went.catch(() => undefined)
    expect(await Promise.race([heard, went])).toEqual({ meeting: 'phien-hop-thang-nay' })
  } finally {
    await desktop.quit()
  }
})

test('papers are kept as verified files, go on after a cut line, and are read without a network', async ({ server, openDesktop }) => {
  const who = server.account('chair')
  const desktop = await openDesktop()
  const session = await signInByApi(desktop.page, desktop.line.url, who)
  const { paper, version, expected } = await firstPaper(server, session.token, 'ngan-sach')
  const [known] = await desktop.page.evaluate(() => (window as unknown as Hopso).hopso.listServers())
  const key = { server: known?.server, user: session.user.id, paper, version } as PaperKey
  const keep = (words: { key: PaperKey; expected: unknown }) =>
    desktop.page.evaluate(({ key, expected }) => (window as unknown as Hopso).hopso.keepPaper(key, expected as never), words)
  const words = { key, expected }

  await desktop.line.cut()
  expect(await keep(words)).toBe('offline')
  await desktop.line.mend()
  expect(await keep({ key, expected: { ...expected, hash: 'f'.repeat(64) } })).toBe('damaged')
  expect(await Promise.all([keep(words), keep(words)])).toEqual(['kept', 'kept'])
  await desktop.line.cut()

  await desktop.quit()
  const again = await openDesktop(null, { line: desktop.line, userData: desktop.userData })
  const read = await again.page.evaluate(async key => {
    const { hopso } = window as unknown as Hopso
    const bytes = await hopso.readPaper(key, 0, 5)
    return {
      start: bytes && new TextDecoder().decode(bytes),
      kept: await hopso.keptPapers(key.server, key.user),
      protection: await hopso.tokenProtection()
    }
  }, key)
  expect(read.start).toBe('%PDF-')
  expect(read.kept).toEqual([{ version, bytes: expected.bytes }])
  expect(read.protection).toMatch(/^(keychain|file)$/)
  const other = await again.page.evaluate(
    key => (window as unknown as Hopso).hopso.readPaper({ ...key, user: 'nguoi-khac-hoan-toan' as PaperKey['user'] }, 0, 5),
    key
  )
  expect(other).toBeNull()
})

test('a server of its own starts with the app and stops with it', async () => {
  const desktop = await startDesktopApp({ embeddedServer: true })
  const [known] = await desktop.page.evaluate(() => (window as unknown as Hopso).hopso.listServers())
  const ask = () => fetch(`${known?.url}/api/server`)
  expect(await (await ask()).json()).toMatchObject({ product: 'hopso', server: known?.server })
  await desktop.quit()
  await expect(ask()).rejects.toThrow()
})

test('first start: the person types the address of the server, signs in, and next time is there at once', async ({ server, newLine }) => {
  const line = await newLine()
  const first = await startDesktopApp()
  await first.page.getByLabel(words.app.server.address).fill('127.0.0.1:9')
  await first.page.keyboard.press('Enter')
  await expect(first.page.getByText(words.app.server.noAnswer)).toBeVisible()
  await first.page.getByLabel(words.app.server.address).fill(line.url.replace('http://', ''))
  await first.page.keyboard.press('Enter')
  await signIn(first.page, server.account('member'))
  const meeting = 'Phiên họp thường kỳ tháng 11/2026'
  await expect(first.page.getByText(meeting).first()).toBeVisible()
  await expectSaved(first.page)
  await first.quit()
  await line.cut()
  const second = await startDesktopApp({ userData: first.userData })
  await expect(second.page.getByText(meeting).first()).toBeVisible()
  await second.quit()
})

test('the menus are Vietnamese, and what they choose happens on the page', async ({ server, openDesktop }) => {
  const { app, page } = await openDesktop(server.account('member'))
  const choose = (id: string) => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
  const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
  expect(labels).toEqual(['Họp số', 'Soạn thảo', 'Hiển thị', 'Trợ giúp'])
  await choose('settings')
  await expect(page.getByRole('heading', { name: words.app.settings.title }).first()).toBeVisible()
  await choose('sign-out')
  await expect(page.locator('input[autocomplete="username"]')).toBeVisible()
})

test('a page that dies is opened again, and nothing that was there is lost', async ({ server, openDesktop }) => {
  const { app, page } = await openDesktop(server.account('member'))
  await expectSaved(page)
  const again = await app.evaluate(async ({ dialog, BrowserWindow }) => {
    const said: string[] = []
    dialog.showMessageBox = (async (...words: { message: string }[]) => {
      said.push(words.at(-1)?.message ?? '')
      return { response: 0, checkboxChecked: false }
    }) as unknown as typeof dialog.showMessageBox
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) throw new Error('no window')
    const loaded = new Promise<void>(resolve => contents.once('did-finish-load', () => resolve()))
    contents.forcefullyCrashRenderer()
    await loaded
    const meeting = 'Phiên họp thường kỳ tháng 11/2026'
    const shown = `new Promise(resolve => { const look = () => document.body.innerText.includes('${meeting}') ? resolve(true) : requestAnimationFrame(look); look() })`
    return { said, shown: await contents.executeJavaScript(shown) }
  })
  expect(again).toEqual({ said: [words.desktop.crashed.title], shown: true })
})

test('closed or quit while its page takes its time, the app is gone at once', async () => {
  for (const way of ['close', 'quit'] as const) {
    const { app, page, userData } = await startDesktopApp()
    const child = app.process()
    // Longer than it takes to keep where the window stood.
    await page.evaluate(() =>
      addEventListener('beforeunload', () => {
        const until = performance.now() + 700
        while (performance.now() < until);
      })
    )
    // Sooner than what ends it by force.
    const gone = app.waitForEvent('close', { timeout: 6_000 })
    await app
      .evaluate(({ app, BrowserWindow }, way) => (way === 'quit' ? app.quit() : BrowserWindow.getAllWindows()[0]?.close()), way)
      .catch(() => undefined)
    await gone
    expect([way, child.exitCode]).toEqual([way, 0])
    await removeUserData(userData)
  }
})

test('the window opens again where it was closed', async () => {
  const first = await startDesktopApp()
  const place = { x: 60, y: 40, width: 1111, height: 666 }
  const boundsOf = ({ app }: typeof first) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  await first.app.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), place)
  // The display moves and resizes in its own time.
  await expect.poll(() => boundsOf(first)).toEqual(place)
  await first.quit()
  const second = await startDesktopApp({ userData: first.userData })
  await expect.poll(() => boundsOf(second)).toEqual(place)
  await second.quit()
})
