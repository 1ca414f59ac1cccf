import { IconCloudOff } from '@tabler/icons-react'
import { Banner } from '../ui/basics.tsx'
import { clockTime } from '../ui/dates.ts'
import { useText } from '../ui/language.ts'
import { useSaveState } from './hooks.ts'
import { useCalm } from './save-status.tsx'

/** Since when there is no network, and that reading and marking go on. Nothing while the server is there. */
export function OfflineBanner() {
  const words = useText().app
  const shown = useCalm(useSaveState())
  if (shown.kind !== 'local' || shown.offlineSince === null) return null
  return <Banner icon={<IconCloudOff aria-hidden="true" />}>{words.save.offline(clockTime(words.dates, shown.offlineSince))}</Banner>
}
