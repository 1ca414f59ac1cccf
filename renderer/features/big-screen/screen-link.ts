import type { ScreenView } from '#core/screen/screen-view.ts'
import { type ScreenLine, screenAsked, screenBeatMs, screenLine, screenPaths } from '#protocol/screen-api.ts'
import type { SmallMemory } from '../../platform/small-memory.ts'
import type { Clock } from '../../ui/clock.ts'

/** What the page of a big screen knows. `lostSince`: when the line broke, the server's time in ms; null while it holds. */
export type LinkState =
  | { readonly kind: 'starting'; readonly trouble: 'unreachable' | 'busy' | null }
  | {
      readonly kind: 'waiting'
      readonly code: string
      readonly until: string
      readonly removed: boolean
      readonly lostSince: number | null
    }
  | { readonly kind: 'view'; readonly view: ScreenView; readonly lostSince: number | null }
  | { readonly kind: 'ended'; readonly view: ScreenView | null; readonly at: string }

export interface ScreenLinkOptions {
  /** '' where the page comes from the server itself. */
  readonly baseUrl: string
  readonly fetch: typeof fetch
  readonly memory: SmallMemory
  /** Time passed, which nobody can set. */
  readonly ticks: () => number
}

const key = 'hopso big screen'
/** Tries come this long after one another, with some chance so that a hall of screens does not come back in one moment. */
const firstPauseMs = 500
const longestPauseMs = 5_000
/** Nothing was heard for so long: the line is dead whatever the system says. */
const silenceMs = screenBeatMs * 3
/** What has ended stands there this long; then the screen waits for the next meeting, without anybody touching it. */
const endedStandsMs = 5 * 60_000

/** [BS1] [BS4] A big screen's line to the server: asks to be let in, shows what it is told, and comes back by itself after every break. */
export class ScreenLink implements Clock {
  readonly #options: ScreenLinkOptions
  readonly #listeners = new Set<() => void>()
  readonly #closing = new AbortController()
  #state: LinkState = { kind: 'starting', trouble: null }
  #offMs = 0
  /** When anything was last heard, the server's time in ms. */
  #heardAt = 0
  #wasRemoved = false

  constructor(options: ScreenLinkOptions) {
    this.#options = options
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly getSnapshot = (): LinkState => this.#state
  /** The server's time as last heard, and what has passed since. */
  readonly now = (): number => this.#options.ticks() + this.#offMs

  /** Runs until `close`. */
  async run(): Promise<void> {
    let failures = 0
    while (!this.#closing.signal.aborted) {
      const went = await this.#once().catch(() => 'broken' as const)
      if (this.#closing.signal.aborted) return
      if (went === 'ended') await this.#pause(endedStandsMs)
      failures = went === 'broken' ? failures + 1 : 0
      if (went === 'ended' || went === 'anew') continue
      this.#lost()
      await this.#pause(Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.5 + this.#chance()))
    }
  }

  close(): void {
    this.#closing.abort()
  }

  /** Asks for a code where there is no token, then listens until the line ends. */
  async #once(): Promise<'held' | 'broken' | 'anew' | 'ended'> {
    const { fetch, baseUrl, memory } = this.#options
    let token = memory.getItem(key)
    if (!token) {
      const answer = await fetch(baseUrl + screenPaths.screens, { method: 'POST', credentials: 'omit', signal: this.#closing.signal })
      if (answer.status === 429) this.#become({ kind: 'starting', trouble: 'busy' })
      if (!answer.ok) return 'broken'
      token = screenAsked.parse(await answer.json()).token
      memory.setItem(key, token)
    }
    const quiet = new AbortController()
    const stop = () => quiet.abort()
    this.#closing.signal.addEventListener('abort', stop)
    let timer = setTimeout(stop, silenceMs)
    try {
      const answer = await fetch(baseUrl + screenPaths.stream, {
        headers: { authorization: `Bearer ${token}` },
        credentials: 'omit',
        cache: 'no-store',
        signal: quiet.signal
      })
      if (answer.status === 401) {
        memory.removeItem(key)
        return 'anew'
      }
      const reader = answer.ok ? answer.body?.getReader() : undefined
      if (!reader) return 'broken'
      const decoder = new TextDecoder()
      let rest = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return 'held'
        clearTimeout(timer)
        timer = setTimeout(stop, silenceMs)
        const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const over = line === '' ? null : this.#hear(screenLine.parse(JSON.parse(line)))
          if (over) return over
        }
        this.#found()
      }
    } finally {
      clearTimeout(timer)
      this.#closing.signal.removeEventListener('abort', stop)
      quiet.abort()
    }
  }

  #hear(line: ScreenLine): 'anew' | 'ended' | null {
    this.#offMs = Date.parse(line.now) - this.#options.ticks()
    switch (line.kind) {
      case 'waiting':
        this.#become({ kind: 'waiting', code: line.code, until: line.until, removed: this.#wasRemoved, lostSince: null })
        return null
      case 'view': {
        this.#wasRemoved = false
        const before = this.#state.kind === 'view' ? this.#state.view : null
        this.#become({ kind: 'view', view: { ...before, ...line.change } as ScreenView, lostSince: null })
        return null
      }
      case 'over':
        this.#options.memory.removeItem(key)
        this.#wasRemoved = line.why === 'removed'
        if (line.why === 'removed') return 'anew'
        this.#become({ kind: 'ended', view: this.#state.kind === 'view' ? this.#state.view : null, at: line.now })
        return 'ended'
    }
  }

  /** Something was heard: what is shown is of now. */
  #found(): void {
    this.#heardAt = this.now()
    const state = this.#state
    if ((state.kind === 'view' || state.kind === 'waiting') && state.lostSince !== null) this.#become({ ...state, lostSince: null })
  }

  #lost(): void {
    const state = this.#state
    if (state.kind === 'starting') this.#become({ kind: 'starting', trouble: state.trouble ?? 'unreachable' })
    else if ((state.kind === 'view' || state.kind === 'waiting') && state.lostSince === null)
      this.#become({ ...state, lostSince: this.#heardAt })
  }

  #become(state: LinkState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  #chance(): number {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    return byte / 256
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms)
      this.#closing.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
