import { useEffect, useRef } from 'react'
import type { AgendaItemId, MeetingId, PaperId } from '#core/ids.ts'
import { goTo, useNotice, useText } from '../../ui/index.ts'
import { currentStep, isSame, type Shown } from './current-item.ts'

/** A field the person stands in: what is typed there is never taken away. */
const isTyping = (): boolean => {
  const at = document.activeElement
  return (
    at instanceof HTMLElement &&
    (at.isContentEditable || at.matches('input, textarea, select') || document.querySelector('dialog[open]') !== null)
  )
}

/** [V5] Brings the item that is on, and its first paper, to whoever takes part. */
export function useCurrentItem(now: {
  readonly meeting: MeetingId
  readonly on: AgendaItemId | null
  readonly shown: Shown
  /** Drawing, or a window is open. */
  readonly busy: boolean
  /** The meeting is known by now, and I take part in it without leading it. */
  readonly ready: boolean
  /** I follow somebody's pages: they go first. */
  readonly following: boolean
  readonly firstPaper: (item: AgendaItemId) => PaperId | null
  readonly nameOf: (item: AgendaItemId) => string
}): void {
  const t = useText().takingPart
  const notice = useNotice()
  const { meeting, on, ready } = now
  const latest = useRef(now)
  latest.current = now
  const before = useRef<AgendaItemId | null | undefined>(undefined)
  const brought = useRef<Shown | null>(null)
  const entered = useRef<Shown | null>(null)
  entered.current ??= now.shown
  // Whoever has left what he was brought to has chosen for himself, also when he comes back to it.
  useEffect(() => {
    if (brought.current !== null && !isSame(now.shown, brought.current)) brought.current = null
  }, [now.shown])
  useEffect(() => {
    if (!ready) return
    const { following, shown, busy, firstPaper, nameOf } = latest.current
    const step = currentStep({
      on,
      before: before.current,
      shown,
      brought: brought.current ?? (isBare(entered.current) && isBare(shown) ? shown : null),
      writing: busy || isTyping()
    })
    before.current = on
    if (on === null || step === 'stay' || following) return
    const paper = firstPaper(on)
    const to: Shown = { paper, item: paper === null ? on : null }
    const go = (replace: boolean) => {
      brought.current = to
      goTo({ kind: 'meeting', meeting, ...to }, { replace })
    }
    if (step === 'go') go(true)
    else notice({ text: t.taken(nameOf(on)), action: { label: t.open, onPick: () => go(false) }, stayMs: 20_000 })
  }, [on, ready, meeting, notice, t])
}

const isBare = (shown: Shown | null): boolean => shown !== null && shown.paper === null && shown.item === null
