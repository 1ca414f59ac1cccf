import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import { type CommandId, newId, type PaperId, type UploadId, type VersionId } from '#core/ids.ts'
import { paths, uploadOffsetHeader, uploadPieceBytes } from '#protocol/http-api.ts'
import type { ServerUnderTest } from '../server-under-test.ts'

const copyWithinMs = 60_000
const random = (count: number) => new Uint8Array(randomBytes(count))

async function secretaryToken(server: ServerUnderTest): Promise<string> {
  const { account, password } = server.account('secretary')
  const signedIn = await fetch(server.url + paths.sessions, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password })
  })
  return ((await signedIn.json()) as { token: string }).token
}

/** Puts a PDF into today's meeting through the doors that the screen uses; its address in the app. `copied`: and waits for its reading copy and text. */
export async function uploadPaper(server: ServerUnderTest, title: string, file: string, copied = false): Promise<string> {
  const token = await secretaryToken(server)
  const send = async (method: string, path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const answer = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  }
  const bytes = new Uint8Array(await readFile(file))
  const [upload, paper] = [newId<UploadId>(random), newId<PaperId>(random)]
  const request = {
    upload,
    id: newId<CommandId>(random),
    paper,
    version: newId<VersionId>(random),
    title,
    item: null,
    fileName: `${title}.pdf`,
    bytes: bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
    declaration: 'ordinary'
  }
  const meeting = server.meetingId as Parameters<typeof paths.uploads>[0]
  await send('POST', paths.uploads(meeting), JSON.stringify(request))
  for (let at = 0; at < bytes.length; at += uploadPieceBytes)
    await send('PATCH', paths.upload(upload), bytes.subarray(at, at + uploadPieceBytes), {
      'content-type': 'application/octet-stream',
      [uploadOffsetHeader]: String(at)
    })
  await send('POST', paths.finishUpload(upload), '{}')
  const begin = performance.now()
  const isCopied = async (): Promise<boolean> => {
    const headers = { authorization: `Bearer ${token}`, range: 'bytes=0-0' }
    const answer = await fetch(server.url + paths.paperForReading(paper, request.version), { headers })
    await answer.arrayBuffer()
    return answer.headers.get('etag') !== `"${request.version}"`
  }
  // The text comes after the copy: then nothing more is made.
  const isRead = async (): Promise<boolean> => {
    const answer = await fetch(server.url + paths.paperText(paper, request.version), { headers: { authorization: `Bearer ${token}` } })
    await answer.arrayBuffer()
    return answer.ok
  }
  while (copied && !((await isCopied()) && (await isRead()))) {
    if (performance.now() - begin > copyWithinMs) throw new Error(`${title} got no reading copy`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return `#/cuoc-hop/${server.meetingId}/${paper}`
}

/** A page of a new person's browser, as wide as a usual laptop. */
export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1366, height: 768 } })
  return context.newPage()
}

/** Makes this page's processor so many times slower. */
export async function slowProcessor(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

/** Runs in the page: goes to a paper and tells after how many milliseconds a frame began with its first page drawn. */
export function openFirstPage(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now()
    const look = () => {
      if (document.querySelector('[data-page="1"][data-drawn="true"]')) resolve(performance.now() - begin)
      else if (performance.now() - begin > 30_000) reject(new Error(`no page: ${address}`))
      else requestAnimationFrame(look)
    }
    location.hash = address
    look()
  })
}

/** Runs in the page: tells after how many milliseconds from the key's own time a frame began with that page drawn and in the window. */
export function turnedTo(number: number): Promise<number> {
  return new Promise((resolve, reject) => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = () => {
          const sheet = document.querySelector(`[data-page="${number}"][data-drawn="true"]`)
          const top = sheet?.getBoundingClientRect().top ?? -1
          if (top >= 0 && top < innerHeight / 2) resolve(performance.now() - timeStamp)
          else if (performance.now() - timeStamp > 30_000) reject(new Error(`no page ${number}`))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      },
      { once: true, capture: true }
    )
  })
}

/** Runs in the page: scrolls smoothly to the top of a page within so many seconds; the lengths of all frames. */
export function scrollThrough({ selector, pages, seconds }: { selector: string; pages: number; seconds: number }): Promise<number[]> {
  const scroller = document.querySelector(selector)
  if (!scroller) throw new Error(`nothing to scroll: ${selector}`)
  const all = Number(document.body.dataset.pages ?? 100)
  const total = Math.min((scroller.scrollHeight * pages) / all, scroller.scrollHeight - scroller.clientHeight)
  return new Promise(resolve => {
    const frames: number[] = []
    const begin = performance.now()
    let last = begin
    const step = () => {
      const now = performance.now()
      frames.push(now - last)
      last = now
      const part = Math.min(1, (now - begin) / (seconds * 1000))
      scroller.scrollTop = total * part
      if (part < 1) requestAnimationFrame(step)
      else resolve(frames)
    }
    requestAnimationFrame(step)
  })
}
