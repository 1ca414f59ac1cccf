import { IconKeyboard, IconLock, IconLogout, IconSearch, IconSettings } from '@tabler/icons-react'
import { useSession } from '../session/session.ts'
import { Avatar, goTo, IconButton, Menu, useText } from '../ui/index.ts'
import s from './meeting-route.module.css'

/** What every place of the app has in its frame, as small as the bar of a meeting allows: search, keys, and me. */
export function MeetingTools(props: {
  readonly onSearch: () => void
  readonly onShortcuts: () => void
  readonly onPassword: () => void
  readonly onSignOut: () => void
}) {
  const words = useText().app
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
          { key: 'sign-out', label: words.frame.signOut, icon: <IconLogout />, onPick: props.onSignOut }
        ]}
      />
    </div>
  )
}
