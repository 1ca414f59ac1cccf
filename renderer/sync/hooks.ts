import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import type { Room } from '#core/access/room.ts'
import { formatRoom } from '#protocol/sync.ts'
import { useSession } from '../session/session.ts'
import type { OpenRoom, RoomSnapshot, SaveState, SetAside } from './ports.ts'
import { sameStructure } from './structural.ts'

/** A shared document and a shared piece of text, by names a feature may use. */
export type SharedDoc = Y.Doc
export type SharedText = Y.Text

/** An open room as a screen sees it now. `doc` can become another one when the server asks for a fresh start: read it at every render. */
export interface RoomView extends RoomSnapshot {
  readonly open: OpenRoom
  readonly doc: SharedDoc
}

/** Keeps the room open while the component is drawn. */
function useOpenRoom(room: Room): OpenRoom {
  const { rooms } = useSession()
  const name = formatRoom(room)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a room is its name
  const open = useMemo(() => rooms.open(room), [rooms, name])
  useEffect(() => {
    // The first hold is let go only when the effect's own is there, so that the room never closes in between.
    const held = rooms.open(open.room)
    open.release()
    return () => held.release()
  }, [rooms, open])
  return open
}

/** The room, re-rendering at most once a frame while anything about it changes. */
export function useRoom(room: Room): RoomView {
  const open = useOpenRoom(room)
  const snapshot = useSyncExternalStore(open.subscribe, open.getSnapshot)
  return { ...snapshot, open, doc: open.doc }
}

/** What `select` finds in the room, re-rendering only when that changes by structure. */
export function useRoomValue<T>(room: Room, select: (doc: SharedDoc) => T): T {
  const open = useOpenRoom(room)
  return useSelected(open, () => select(open.doc))
}

/** What `select` finds in the state of the room (rights, condition, who is here), re-rendering only when that changes by structure. */
export function useRoomState<T>(room: Room, select: (snapshot: RoomSnapshot) => T): T {
  const open = useOpenRoom(room)
  return useSelected(open, () => select(open.getSnapshot()))
}

function useSelected<T>(open: OpenRoom, select: () => T): T {
  const latest = useRef(select)
  latest.current = select
  const held = useRef<{ readonly value: T; readonly select: () => T; readonly snapshot: RoomSnapshot } | null>(null)
  const getValue = useCallback((): T => {
    const snapshot = open.getSnapshot()
    const before = held.current
    if (before && before.snapshot === snapshot && before.select === latest.current) return before.value
    const value = latest.current()
    const kept = before && sameStructure(before.value, value) ? before.value : value
    held.current = { value: kept, select: latest.current, snapshot }
    return kept
  }, [open])
  return useSyncExternalStore(open.subscribe, getValue)
}

/** The worst save state over all open rooms, as it is at this moment. */
export function useSaveState(): SaveState {
  const { rooms, me } = useSession()
  const state = useSyncExternalStore(rooms.overall.subscribe, rooms.overall.getSnapshot)
  // [H7] What the server keeps closed is no broken line.
  const closed = me.passwordReset?.privateFrom != null
  return useMemo(() => (closed && state.kind === 'local' ? { kind: 'local', offlineSince: null } : state), [closed, state])
}

/** My texts that the server refused, and how to dismiss one. */
export function useSetAside(): { readonly asides: readonly SetAside[]; readonly dismiss: (at: string) => void } {
  const { rooms } = useSession()
  return { asides: useSyncExternalStore(rooms.setAside.subscribe, rooms.setAside.getSnapshot), dismiss: rooms.setAside.dismiss }
}

export interface Undo {
  /** Give it to whatever changes the document; only changes under it are undone. */
  readonly origin: object
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly undo: () => void
  readonly redo: () => void
  /** The next change is a step of its own. */
  readonly endStep: () => void
}

/** Undo of what I did here. `make` is one of core's: meetingUndo, marksUndo. */
export function useUndo(room: Room, make: (doc: SharedDoc, origin: object) => Y.UndoManager): Undo {
  const { doc } = useRoom(room)
  const origin = useMemo(() => ({ undo: formatRoom(room) }), [room])
  const manager = useRef<Y.UndoManager | null>(null)
  const makeNow = useRef(make)
  makeNow.current = make
  const [can, setCan] = useState({ canUndo: false, canRedo: false })
  useEffect(() => {
    const made = makeNow.current(doc, origin)
    manager.current = made
    const look = () => {
      const next = { canUndo: made.canUndo(), canRedo: made.canRedo() }
      setCan(before => (sameStructure(before, next) ? before : next))
    }
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-item-updated', 'stack-cleared'] as const) made.on(event, look)
    look()
    return () => made.destroy()
  }, [doc, origin])
  return {
    origin,
    ...can,
    undo: useCallback(() => void manager.current?.undo(), []),
    redo: useCallback(() => void manager.current?.redo(), []),
    endStep: useCallback(() => manager.current?.stopCapturing(), [])
  }
}

interface Selected<T> {
  readonly snapshot: RoomSnapshot
  readonly value: T
}

/**
 * What `select` finds in each of several rooms, all kept open while the component is drawn; null while the contents of a room are not here.
 * `select` must be the same function at every render.
 */
export function useEachRoom<T>(list: readonly Room[], select: (doc: SharedDoc) => T): readonly (T | null)[] {
  const { rooms } = useSession()
  const names = list.map(formatRoom).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: rooms are their names
  const open = useMemo(() => list.map(room => rooms.open(room)), [rooms, names])
  useEffect(() => {
    const held = open.map(({ room }) => rooms.open(room))
    for (const each of open) each.release()
    return () => {
      for (const each of held) each.release()
    }
  }, [rooms, open])
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = open.map(each => each.subscribe(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    [open]
  )
  const found = useRef<{ readonly of: WeakMap<OpenRoom, Selected<T>>; list: readonly (T | null)[] }>({ of: new WeakMap(), list: [] })
  const getList = useCallback((): readonly (T | null)[] => {
    const { of, list: before } = found.current
    const now = open.map(each => {
      const snapshot = each.getSnapshot()
      if (snapshot.condition.kind !== 'ready') return null
      const held = of.get(each)
      if (held?.snapshot === snapshot) return held.value
      const value = select(each.doc)
      const kept = held && sameStructure(held.value, value) ? held.value : value
      of.set(each, { snapshot, value: kept })
      return kept
    })
    if (now.length !== before.length || now.some((value, index) => value !== before[index])) found.current.list = now
    return found.current.list
  }, [open, select])
  return useSyncExternalStore(subscribe, getList)
}
