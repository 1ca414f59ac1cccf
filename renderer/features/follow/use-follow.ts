import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import type { MeetingId, PaperId, UserId } from '#core/ids.ts'
import type { MeetingRole } from '#core/meeting/meeting.ts'
import type { Presence } from '#protocol/sync.ts'
import { useRoom } from '../../sync/index.ts'
import {
  type FollowMode,
  followersAt,
  followStep,
  type LeadContext,
  type Leader,
  leaderOf,
  mayLeadHere,
  notFollowing
} from './follow-logic.ts'

export interface FollowOptions {
  readonly meeting: MeetingId
  readonly me: { readonly user: UserId; readonly role: MeetingRole | null }
  readonly context: LeadContext
  /** Where I am now. */
  readonly paper: PaperId | null
  readonly page: number | null
  /** I am writing or drawing: do not carry me away. */
  readonly busy?: boolean
  /** Show a place that the leader shows. */
  readonly onShow: (paper: PaperId, page: number) => void
}

export interface Follow {
  readonly mode: FollowMode
  readonly leader: Leader | null
  /** I may lead here. */
  readonly mayLead: boolean
  /** While I lead: how many are on my page. */
  readonly followers: number
  readonly lead: () => void
  readonly stopLeading: () => void
  readonly leave: () => void
  readonly rejoin: () => void
  /** Tell it of every move of one's own. */
  readonly ownMove: () => void
  /** While I lead: where my pointer is on the page, 0…1; null when it left. */
  readonly point: (at: { readonly x: number; readonly y: number } | null) => void
}

const pointEveryMs = 100

/** Leading and following pages through the presence of room `meeting/<meeting>`; also tells the others where I read. */
export function useFollow(options: FollowOptions): Follow {
  const { meeting, me, context, paper, page, busy = false } = options
  const room = useMemo(() => ({ kind: 'meeting', meeting }) as const, [meeting])
  const { open, present } = useRoom(room)
  const [state, send] = useReducer(followStep, notFollowing)
  const leader = useMemo(() => leaderOf(present, me.user, context), [present, me.user, context])
  const leaderId = leader?.user ?? null
  const busyNow = useRef(busy)
  busyNow.current = busy
  useEffect(() => send({ kind: 'leader', leader: leaderId, busy: busyNow.current }), [leaderId])

  const mayLead = me.role !== null && mayLeadHere(me.user, me.role, context)
  const leading = state.mode === 'leading' && mayLead
  const said = useRef<Presence>({})
  const tell = useCallback(
    (change: Presence) => {
      said.current = { ...said.current, ...change }
      open.setPresence(said.current)
    },
    [open]
  )
  useEffect(() => {
    tell({ paper: paper ?? undefined, page: page ?? undefined, lead: leading || undefined, ...(leading ? {} : { pointer: undefined }) })
  }, [tell, paper, page, leading])
  useEffect(() => () => open.setPresence({}), [open])

  const show = useRef(options.onShow)
  show.current = options.onShow
  const toPaper = leader?.paper ?? null
  const toPage = leader?.page ?? null
  useEffect(() => {
    if (state.mode === 'following' && toPaper !== null && toPage !== null) show.current(toPaper, toPage)
  }, [state.mode, toPaper, toPage])

  const pointTimer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const pointNext = useRef<{ x: number; y: number } | null>(null)
  useEffect(() => {
    if (leading) return
    if (pointTimer.current !== null) clearTimeout(pointTimer.current)
    pointTimer.current = null
  }, [leading])
  const point = useCallback(
    (at: { readonly x: number; readonly y: number } | null) => {
      if (!leading) return
      pointNext.current = at && { x: Math.round(at.x * 1000) / 1000, y: Math.round(at.y * 1000) / 1000 }
      pointTimer.current ??= setTimeout(() => {
        pointTimer.current = null
        tell({ pointer: pointNext.current ?? undefined })
      }, pointEveryMs)
    },
    [leading, tell]
  )
  return {
    mode: leading ? 'leading' : state.mode === 'leading' ? 'idle' : state.mode,
    leader,
    mayLead,
    followers: leading ? followersAt(present, me.user, paper, page) : 0,
    lead: useCallback(() => send({ kind: 'lead' }), []),
    stopLeading: useCallback(() => send({ kind: 'stop-leading' }), []),
    leave: useCallback(() => send({ kind: 'leave' }), []),
    rejoin: useCallback(() => send({ kind: 'rejoin' }), []),
    ownMove: useCallback(() => send({ kind: 'own-move' }), []),
    point
  }
}
