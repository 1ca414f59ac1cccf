import { useEffect, useMemo } from 'react'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { checkInPaths } from '#protocol/check-in-api.ts'
import { commandReceipt } from '#protocol/http-api.ts'
import { repeatingSender } from '../../session/send-command.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes, wait, whyNotDone } from '../../session/use-command.ts'
import { goTo, useNotice, useText } from '../../ui/index.ts'

/** [J5] A code was scanned in a room: checks in by it once, says how that went, and leaves the meeting on the screen. */
export function CheckInByCode(props: { readonly meeting: MeetingId; readonly code: string; readonly site: SiteId | null }) {
  const { meeting, code, site } = props
  const all = useText()
  const { api } = useSession()
  const notice = useNotice()
  const send = useMemo(() => repeatingSender(checkInPaths.checkIn(meeting), commandReceipt, { api, randomBytes, wait }), [meeting, api])
  useEffect(() => {
    const t = all.attendance.wall
    // The address goes first: a code is sent once, and reloading the page sends none.
    goTo({ kind: 'meeting', meeting, paper: null }, { replace: true })
    void send({ code, ...(site !== null && { site }) }).then(outcome => {
      if (outcome.ok) return notice({ text: site === null ? t.doneRoom : t.doneSite })
      const why = whyNotDone(all, outcome.reason)
      notice({ text: t.failed(outcome.reason === 'wrong-code' ? t.again : why), stayMs: 20_000 })
    })
  }, [meeting, code, site, send, notice, all])
  return null
}
