import { IconRefresh } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useSession } from '../session/session.ts'
import type { SessionHost } from '../session/session-host.ts'
import { Banner, Button, useText } from '../ui/index.ts'

/** [S9] Says that the server was renewed and this client was not, and how it is. */
export function BehindNotice({ host }: { readonly host: SessionHost }) {
  const { platform } = useSession()
  const text = useText().app.behind
  const isBehind = useSyncExternalStore(host.behind.subscribe, host.behind.getSnapshot)
  if (!isBehind) return null
  const inPage = platform.servers === null
  return (
    <Banner
      icon={<IconRefresh aria-hidden="true" />}
      action={inPage ? <Button onClick={() => location.reload()}>{text.reload}</Button> : undefined}
    >
      {inPage ? text.page : text.desktop}
    </Banner>
  )
}
