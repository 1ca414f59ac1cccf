import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useSession } from '../session/session.ts'
import type { SessionHost } from '../session/session-host.ts'
import { Banner, Button, clockTime, shortDate, useNotice, useText } from '../ui/index.ts'
import { useMinute } from '../ui/minute.ts'
import s from './reset-notice.module.css'

/** [H7] Stays on every device until the person says that the password was reset because they asked for it. */
export function ResetNotice(props: { readonly host: SessionHost; readonly onPassword: () => void }) {
  const { me } = useSession()
  const words = useText()
  const text = words.access.reset
  const notify = useNotice()
  const now = useMinute()
  const [busy, setBusy] = useState(false)
  const { passwordReset } = me
  if (!passwordReset) return null
  const at = (instant: string) => `${clockTime(words.app.dates, instant)} ${shortDate(words.app.dates, instant)}`
  const closed = passwordReset.privateFrom !== null && Date.parse(passwordReset.privateFrom) > now
  const confirm = async () => {
    setBusy(true)
    const noted = await props.host.resetConfirmed()
    setBusy(false)
    notify({ text: noted ? text.confirmed : text.notConfirmed })
  }
  return (
    <Banner
      icon={<IconKey aria-hidden="true" />}
      action={
        closed ? undefined : (
          <span className={s.acts}>
            <Button onClick={props.onPassword}>{text.change}</Button>
            <Button busy={busy} onClick={() => void confirm()}>
              {text.mine}
            </Button>
          </span>
        )
      }
    >
      {text.was(passwordReset.by, at(passwordReset.at))}{' '}
      {closed && passwordReset.privateFrom !== null ? text.closed(at(passwordReset.privateFrom)) : text.ask}
    </Banner>
  )
}
