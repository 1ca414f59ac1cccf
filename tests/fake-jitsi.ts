import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server that is called like one of Jitsi, whose page says what a meeting of it says to the page around it. */
export interface FakeJitsi {
  /** https://jitsi.test:port */
  readonly url: string
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** From now on nothing that it answers says anything. */
  silence(): void
  close(): Promise<void>
}

/** What somebody writes in the chat of the meeting; the words are also those of its end. */
export const chatWords = 'video-ready-to-close'

const page = (talks: boolean) => `<!doctype html><meta charset="utf-8"><title>Jitsi</title>
<style>body{font:16px sans-serif;color:#fff;background:#253a52;display:grid;place-content:center;height:90vh;gap:8px;text-align:center}
video{display:none;height:38vh;justify-self:center}video.on{display:block}div{display:flex;gap:8px;justify-content:center}</style>
<p>Phòng họp trực tuyến</p><video muted playsinline></video><p id="media"></p>
<div><button>Vào họp</button><button id="chat">Nhắn tin</button><button id="leave">Gác máy</button></div>
<script>
const number = /jitsi_meet_external_api_id=(\\d+)/.exec(location.hash)?.[1]
const say = (method, params) => parent.postMessage(JSON.stringify({ postis: true, scope: 'jitsi_meet_external_api_' + number, method, params }), '*')
const hello = ${talks} ? setInterval(() => say('__ready__'), 50) : 0
addEventListener('message', ({ data }) => { if (String(data).includes('__ready__')) { clearInterval(hello); document.title = 'heard' } })
document.querySelector('button').onclick = () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
  stream => {
    const shown = document.querySelector('video')
    shown.ontimeupdate = () => {
      if (shown.videoWidth === 0) return
      media.textContent = 'granted ' + stream.getTracks().length
      shown.ontimeupdate = null
    }
    shown.srcObject = stream
    shown.className = 'on'
    return shown.play()
  }).catch(error => { media.textContent = 'refused ' + error.name })
document.querySelector('#chat').onclick = () => {
  say('message', { type: 'event', data: { name: 'incoming-message', message: '${chatWords}', from: 'ai-do' } })
  media.textContent = '${chatWords}'
}
document.querySelector('#leave').onclick = () => say('message', { type: 'event', data: { name: 'video-ready-to-close' } })
</script>`

/** Starts it on a free port of this computer, with a certificate of its own that no browser knows. */
export async function startFakeJitsi(): Promise<FakeJitsi> {
  const folder = mkdtempSync(join(tmpdir(), 'hopso-jitsi-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=jitsi.test'
  ]
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const asked: string[] = []
  let talks = true
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page(talks))
  })
  rmSync(folder, { recursive: true })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://jitsi.test:${(server.address() as AddressInfo).port}`,
    asked,
    silence: () => {
      talks = false
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
