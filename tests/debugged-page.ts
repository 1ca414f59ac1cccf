import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { WebSocket } from 'ws'

/** A page driven by Chromium's own debugging protocol: for the packaged app, whose fuses and age shut out Playwright. */
export interface DebuggedPage {
  evaluate<T>(expression: string): Promise<T>
  /** Puts the cursor into the field and types. */
  fill(selector: string, text: string): Promise<void>
  press(key: 'Enter'): Promise<void>
  waitForText(text: string): Promise<void>
  waitFor(selector: string): Promise<void>
  screenshot(file: string): Promise<void>
  close(): void
}

/** The first page of the browser whose debugging address this is; waits until there is one. */
export async function debugFirstPage(browserAddress: string): Promise<DebuggedPage> {
  const { host } = new URL(browserAddress)
  let address = ''
  await expect
    .poll(async () => {
      const targets = (await (await fetch(`http://${host}/json`)).json()) as { type: string; url: string; webSocketDebuggerUrl: string }[]
      address = targets.find(({ type, url }) => type === 'page' && url.startsWith('app:'))?.webSocketDebuggerUrl ?? ''
      return address
    })
    .not.toBe('')
  const socket = new WebSocket(address)
  await once(socket, 'open')
  let last = 0
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>()
  socket.on('message', data => {
    const answer = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: { message: string } }
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  const send = <T>(method: string, params: object = {}) =>
    new Promise<T>((resolve, reject) => {
      const id = ++last
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id)
        if (error) reject(new Error(`${method}: ${error.message}`))
        else resolve(result as T)
      })
      socket.send(JSON.stringify({ id, method, params }))
    })
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send<{ result: { value: T }; exceptionDetails?: { text: string } }>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true
    })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result.value
  }
  // While a page takes the place of the empty one before it there is none to ask.
  const holds = (expression: string) =>
    evaluate<boolean>(expression).catch((error: Error) => {
      if (/Cannot find default execution context/.test(error.message)) return false
      throw error
    })
  const waitUntil = (expression: string) => expect.poll(() => holds(expression), { message: expression }).toBe(true)
  const waitFor = (selector: string) => waitUntil(`document.querySelector(${JSON.stringify(selector)}) !== null`)
  return {
    evaluate,
    waitFor,
    fill: async (selector, text) => {
      await waitFor(selector)
      await evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`)
      await send('Input.insertText', { text })
    },
    press: async key => {
      const words = { key, code: key, windowsVirtualKeyCode: 13, text: '\r' }
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...words })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...words })
    },
    waitForText: text => waitUntil(`document.body.innerText.includes(${JSON.stringify(text)})`),
    screenshot: async file => {
      const { data } = await send<{ data: string }>('Page.captureScreenshot', { format: 'png' })
      await writeFile(file, Buffer.from(data, 'base64'))
    },
    close: () => socket.close()
  }
}
