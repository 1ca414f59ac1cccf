import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconDeviceLaptop, IconLoader } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { clockTime } from '../ui/dates.ts'
import { useText } from '../ui/language.ts'
import { useSaveState } from './hooks.ts'
import type { SaveState } from './ports.ts'
import s from './save-status.module.css'

/** Worse news waits this long: a keystroke on its way to the server is no news. Better news is shown at once. */
const patienceMs = 1000

/** A state calm enough to be read. */
export function useCalm(state: SaveState): SaveState {
  const [shown, setShown] = useState(state)
  const since = 'offlineSince' in state ? state.offlineSince : null
  useEffect(() => {
    const next: SaveState = 'offlineSince' in state ? { kind: state.kind, offlineSince: since } : state
    if (next.kind === 'server') {
      setShown(next)
      return
    }
    const timer = setTimeout(() => setShown(next), patienceMs)
    return () => clearTimeout(timer)
  }, [state, since])
  return shown
}

const icons = { loading: IconLoader, saving: IconLoader, local: IconDeviceLaptop, unkept: IconAlertTriangle, server: IconCloudCheck }

/** Where my work is: on this computer, on the server, or not sent since when. `data-save` is the state of this very moment. */
export function SaveStatus() {
  const words = useText().app
  const now = useSaveState()
  const shown = useCalm(now)
  const offline = shown.kind === 'local' && shown.offlineSince !== null
  const sentence = offline ? words.save.offlineShort(clockTime(words.dates, shown.offlineSince ?? 0)) : words.save[shown.kind]
  const Icon = offline ? IconCloudOff : icons[shown.kind]
  return (
    <div className={s.status} role="status" data-tone={offline ? 'offline' : shown.kind} data-save={now.kind} title={sentence}>
      <Icon aria-hidden="true" />
      <span>{sentence}</span>
    </div>
  )
}
