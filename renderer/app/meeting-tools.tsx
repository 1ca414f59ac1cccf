import { IconKeyboard, IconLock, IconLogout, IconSearch, IconSettings, IconUserShare } from '@tabler/icons-react'
import { useSession } from '../session/session.ts'
import { Avatar, goTo, IconButton, Menu, useText } from '../ui/index.ts'
import s from './meeting-route.module.css'

/** What every place of the app has in its frame, as small as the bar of a meeting allows: search, keys, and me. */
export function MeetingTools(props: {
  readonly onSearch: () => void
  readonly onShortcuts: () => void
  readonly onPassword: () => void
  /** To another person of this computer, where it takes a PIN of one. */
  readonly onPerson: (() => void) | null
  readonly onSignOut: () => void
}) {
  const words = useText().app
  const pinWords = useText().pin
  const { me } = useSession()
  const account = words.frame.account(me.user.name)
  return (
    <div className={s.tools}>
      <IconButton label={words.frame.search} shortcut="Ctrl+K" onClick={props.onSearch}>
        <IconSearch />
      </IconButton>
      <Menu
        label={account}
        trigger={
          <button type="button" className={s.me} aria-label={account} title={account}>
            <Avatar name={me.user.name} />
          </button>
        }
        entries={[
          { key: 'shortcuts', label: words.frame.shortcuts, icon: <IconKeyboard />, onPick: props.onShortcuts },
          { key: 'settings', label: words.places.settings, icon: <IconSettings />, onPick: () => goTo({ kind: 'settings' }) },
          { key: 'password', label: words.frame.password, icon: <IconLock />, onPick: props.onPassword },
          ...(props.onPerson
            ? [{ key: 'person', label: pinWords.change, icon: <IconUserShare aria-hidden="true" />, onPick: props.onPerson }]
            : []),
          { key: 'sign-out', label: words.frame.signOut, icon: <IconLogout />, onPick: props.onSignOut }
        ]}
      />
    </div>
  )
}
