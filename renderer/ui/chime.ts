import { useEffect, useRef, useState } from 'react'

/** Two notes going down, hertz, and when each begins, seconds. */
const notes = [
  [659.3, 0],
  [523.3, 0.3]
] as const
const loudest = 0.12
const noteSeconds = 1.2
/** A page nobody has touched yet may not sound; what it would say is then no news any more. */
const mostWaitMs = 1_000

/** A soft sound of two notes, made on the spot. Silence where there is no sound device, or where the browser allows none yet. */
export function ringChime(): void {
  let context: AudioContext
  try {
    context = new AudioContext()
  } catch {
    return
  }
  const asked = performance.now()
  const close = () => void context.close().catch(() => {})
  setTimeout(close, mostWaitMs + (noteSeconds + 1) * 1000)
  void context.resume().then(
    () => {
      if (performance.now() - asked > mostWaitMs) return
      for (const [hertz, after] of notes) {
        const begin = context.currentTime + 0.05 + after
        const note = new OscillatorNode(context, { frequency: hertz })
        const volume = new GainNode(context, { gain: 0 })
        volume.gain.setValueAtTime(0.0001, begin)
        volume.gain.exponentialRampToValueAtTime(loudest, begin + 0.04)
        volume.gain.exponentialRampToValueAtTime(0.0001, begin + noteSeconds)
        note.connect(volume).connect(context.destination)
        note.start(begin)
        note.stop(begin + noteSeconds)
      }
    },
    () => {}
  )
}

/** Rings once for each `what` that comes while it is on; what was there already, or came while it was off, is not rung for later. */
export function useChime(what: string | null, on: boolean): void {
  const heard = useRef(what)
  useEffect(() => {
    const isNews = what !== null && what !== heard.current
    heard.current = what
    if (isNews && on) ringChime()
  }, [what, on])
}

/** Whether this page may sound: until somebody touches it after it was loaded, most browsers let it make none. Looked into while `on`. */
export function useMayRing(on: boolean): boolean {
  const [may, setMay] = useState(true)
  useEffect(() => {
    setMay(true)
    if (!on || typeof AudioContext === 'undefined') return
    const context = new AudioContext()
    const look = () => setMay(context.state === 'running')
    // A key on a button is a press of that button, which comes by itself.
    const touched = (event: Event) => {
      if (event.type === 'click' || !(event.target instanceof HTMLButtonElement)) void context.resume().catch(() => {})
    }
    const timer = setTimeout(look, mostWaitMs)
    const stop = () => {
      clearTimeout(timer)
      window.removeEventListener('click', touched)
      window.removeEventListener('keydown', touched)
      if (context.state !== 'closed') void context.close().catch(() => {})
    }
    context.addEventListener('statechange', () => {
      if (context.state !== 'running') return
      look()
      stop()
    })
    window.addEventListener('click', touched)
    window.addEventListener('keydown', touched)
    return stop
  }, [on])
  return may
}
