import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import '@mantine/core/styles/Tooltip.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { defaultPreferences } from '#core/shared-doc/state-doc.ts'
import { App } from './app/app.tsx'
import { applyLook, recallLook } from './app/look.ts'
import { screenServer } from './app/screen-address.ts'
import { createBrowserPlatform } from './platform/browser.ts'
import { createElectronPlatform } from './platform/electron.ts'
import { randomBytes } from './platform/random.ts'
import { localMemory, openSmallMemory } from './platform/small-memory.ts'
import { ServerClock } from './session/server-clock.ts'
import { SessionHost } from './session/session-host.ts'

const root = document.getElementById('root')
const screenOf = screenServer(location)
// An address that becomes a big screen's, or no longer is one, is another page.
addEventListener('hashchange', () => (screenServer(location) === null) !== (screenOf === null) && location.reload())
if (root && screenOf !== null) {
  const { showBigScreen } = await import('./app/screen-entry.tsx')
  showBigScreen(createRoot(root), screenOf)
} else if (root) await showApp(root)

async function showApp(root: HTMLElement): Promise<void> {
  const platform = window.hopso ? createElectronPlatform(window.hopso) : createBrowserPlatform()
  const memory = localMemory()
  const look = recallLook(memory, defaultPreferences)
  applyLook(look, document.documentElement, memory)

  const storage = await openSmallMemory(memory)
  const clock = new ServerClock({ wall: () => Date.now(), ticks: () => performance.now(), storage })
  const host = new SessionHost({
    platform,
    pageOrigin: location.origin,
    storage,
    fetch: (input, init) => fetch(input, init),
    socketClass: WebSocket,
    clock,
    randomBytes,
    // A hidden window draws no frames but still has to know what is saved.
    atNextFrame: run => void (document.visibilityState === 'visible' ? requestAnimationFrame(run) : setTimeout(run, 50)),
    events: window
  })
  void host.start()

  createRoot(root).render(<App host={host} clock={clock} language={look.language} severalServers={platform.servers !== null} />)
}
