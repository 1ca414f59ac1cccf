import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { Head } from '#core/record/chain.ts'
import { openSmallMemory, type SmallMemory } from '../../platform/small-memory.ts'
import { eventsIn, exportedRecord } from '../../session/exported-record.ts'
import { useSession } from '../../session/session.ts'
import { useSaveState } from '../../sync/hooks.ts'
import { useClock } from '../../ui/index.ts'
import { type RecordWatch, watchRecord } from './watch-record.ts'
import { type Kept, witnessMemory } from './witness-memory.ts'

/** Watches the record of a meeting while its screen is open; the doubt there is, and how the person sets it aside. */
export function useWatch(meeting: MeetingId, head: Head): { readonly doubt: Kept['doubt']; readonly setAside: () => void } {
  const { api, me, serverId } = useSession()
  const clock = useClock()
  const user = me.user.id
  const [storage, setStorage] = useState<SmallMemory | null>(null)
  const [doubt, setDoubt] = useState<Kept['doubt']>(null)
  const watch = useRef<RecordWatch | null>(null)
  const latest = useRef(head)
  latest.current = head
  useEffect(() => {
    let gone = false
    const texts = new Map<string, string>()
    const inWindow: SmallMemory = {
      getItem: key => texts.get(key) ?? null,
      setItem: (key, text) => void texts.set(key, text),
      removeItem: key => void texts.delete(key)
    }
    void openSmallMemory(inWindow).then(opened => gone || setStorage(opened))
    return () => {
      gone = true
    }
  }, [])
  useEffect(() => {
    if (!storage) return
    const memory = witnessMemory(storage, serverId, user, meeting)
    setDoubt(memory.read()?.doubt ?? null)
    const made = watchRecord({
      memory,
      fetchEvents: async from => {
        const read = await exportedRecord(api, meeting, from - 1)
        return read.ok ? eventsIn(read.value) : null
      },
      now: () => new Date(clock.now()),
      random: Math.random,
      changed: kept => setDoubt(kept.doubt),
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      }
    })
    watch.current = made
    made.shown(latest.current)
    return () => {
      watch.current = null
      made.stop()
    }
  }, [storage, api, serverId, user, meeting, clock])
  const save = useSaveState()
  const connected = !('offlineSince' in save) || save.offlineSince === null
  useEffect(() => {
    if (storage && connected) watch.current?.connected()
  }, [storage, connected])
  const { seq, hash } = head
  useEffect(() => watch.current?.shown({ seq, hash }), [seq, hash])
  return { doubt, setAside: useCallback(() => watch.current?.setAside(), []) }
}
