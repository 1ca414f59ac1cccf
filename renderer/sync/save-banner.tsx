import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react'
import { useSession } from '../session/session.ts'
import { Banner } from '../ui/basics.tsx'
import { clockTime } from '../ui/dates.ts'
import { useText } from '../ui/language.ts'
import { useSaveState } from './hooks.ts'
import { useCalm } from './save-status.tsx'

/** What stands between my work and its being kept: no network since when, or a computer that keeps nothing. Nothing while all is well. */
export function SaveBanner() {
  const words = useText().app
  const { keeps } = useSession().rooms
  const shown = useCalm(useSaveState())
  const since = 'offlineSince' in shown && shown.offlineSince !== null ? clockTime(words.dates, shown.offlineSince) : null
  if (shown.kind === 'unkept')
    return (
      <Banner tone="danger" icon={<IconAlertTriangle aria-hidden="true" />}>
        {words.save.unkeptHere(since)}
      </Banner>
    )
  return (
    <>
      {keeps ? null : <Banner icon={<IconAlertTriangle aria-hidden="true" />}>{words.save.nothingKept}</Banner>}
      {since === null ? null : <Banner icon={<IconCloudOff aria-hidden="true" />}>{words.save.offline(since)}</Banner>}
    </>
  )
}
