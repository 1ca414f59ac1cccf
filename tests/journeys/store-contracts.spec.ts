import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { currentChromium, launchBrowser, oldestChromium } from '../browsers.ts'
import { expect, test } from '../fixtures.ts'

/** The contract suites of what a client keeps, as one script for a page. */
async function bundle(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-contracts-'))
  try {
    await build({
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      resolve: { alias: { vitest: resolve('tests/contract-page.ts') } },
      build: { outDir: folder, minify: false, target: 'chrome108', lib: { entry: 'renderer/idb-stores.contract.ts', formats: ['es'] } }
    })
    const [file = ''] = (await readdir(folder)).filter(name => /\.m?js$/.test(name))
    return await readFile(join(folder, file), 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('what a client keeps in IndexedDB keeps the promises of its contracts, in the Chromium of today and in 109', async () => {
  const script = await bundle()
  for (const executable of [currentChromium(), await oldestChromium()]) {
    const browser = await launchBrowser(executable)
    const page = await browser.newPage()
    await page.route('http://localhost/**', route =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><script type="module" src="/contracts.js"></script>' })
    )
    await page.goto('http://localhost/')
    await page.waitForFunction(() => 'runCases' in globalThis)
    const told = await page.evaluate(() => (globalThis as unknown as { runCases(): Promise<string[]> }).runCases())
    await browser.close()
    expect(told.length).toBeGreaterThan(8)
    expect(told.filter(line => !line.startsWith('ok '))).toEqual([])
  }
})
