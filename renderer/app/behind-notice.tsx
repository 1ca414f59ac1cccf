import { IconRefresh } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type { SessionHost } from '../session/session-host.ts'
import { Banner, Button, useText } from '../ui/index.ts'

/** [S9] Says that the server was renewed and this client was not, and how it is: a page in a browser (`inPage`) by itself, an app by its administrator. */
export function BehindNotice({ host, inPage }: { readonly host: SessionHost; readonly inPage: boolean }) {
  const text = useText().app.behind
  const isBehind = useSyncExternalStore(host.behind.subscribe, host.behind.getSnapshot)
  if (!isBehind) return null
  return (
    <Banner
      icon={<IconRefresh aria-hidden="true" />}
      action={inPage ? <Button onClick={() => location.reload()}>{text.reload}</Button> : undefined}
    >
      {inPage ? text.page : text.desktop}
    </Banner>
  )
}
