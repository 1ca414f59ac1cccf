import { IconLayoutDashboard } from '@tabler/icons-react'
import type { MeetingId } from '#core/ids.ts'
import { Button, goTo, type MenuEntry, useText } from '../../ui/index.ts'
import s from './desk.module.css'

/** The way to the desk in the menu of a meeting, where the bar has no room for the button. */
export function useDeskEntry(meeting: MeetingId): MenuEntry {
  const t = useText().desk
  return {
    key: 'desk',
    label: t.open,
    icon: <IconLayoutDashboard />,
    onPick: () => goTo({ kind: 'meeting', meeting, paper: null, screen: 'desk' })
  }
}

/** The way from the papers of a meeting to its desk; on narrow screens it is in the menu alone. */
export function OpenDesk(props: { readonly meeting: MeetingId }) {
  const t = useText().desk
  return (
    <Button
      icon={<IconLayoutDashboard />}
      className={s.openDesk ?? ''}
      title={t.openHint}
      onClick={() => goTo({ kind: 'meeting', meeting: props.meeting, paper: null, screen: 'desk' })}
    >
      {t.open}
    </Button>
  )
}
