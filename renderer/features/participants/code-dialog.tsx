import { useEffect, useState } from 'react'
import type { MeetingId, SiteId } from '#core/ids.ts'
import type { Site } from '#core/site/site.ts'
import { checkInCodeShape, checkInPaths } from '#protocol/check-in-api.ts'
import { useSession } from '../../session/session.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, CheckField, Dialog, ErrorLine, QrCode, SelectField, Skeleton, useClock, useNotice, useText } from '../../ui/index.ts'
import s from './participants.module.css'

/** Asked again when nothing answered. */
const againMs = 5_000

/** [J5] The code of a room on the screen of whoever leads, always the one that is good now; and whether it is needed. */
export function CodeDialog(props: {
  readonly meeting: MeetingId
  readonly sites: readonly Site[]
  readonly byCode: boolean
  readonly mayChange: boolean
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.attendance.wall
  const notice = useNotice()
  const { api } = useSession()
  const { send } = useCommand(props.meeting)
  const [picked, setPicked] = useState<string>('')
  const [refused, setRefused] = useState<string | null>(null)
  const site = props.sites.find(each => each.site === picked)?.site ?? null
  const { code, lost } = useRoomCode(props.meeting, site)
  const change = async (byCode: boolean) => {
    const outcome = await send({ kind: 'set-check-in', byCode })
    if (!outcome) return
    setRefused(outcome.ok ? null : whyNotDone(all, outcome.reason))
    if (outcome.ok) notice({ text: t.saved })
  }
  const address = `${api.baseUrl || location.origin}/#/cuoc-hop/${props.meeting}/diem-danh/${code}${site === null ? '' : `/${site}`}`
  return (
    <Dialog title={t.title} closeWord={t.close} onClose={props.onClose} footer={<Button onClick={props.onClose}>{t.close}</Button>}>
      <p>{t.lead}</p>
      {props.sites.length > 0 ? (
        <SelectField
          label={t.where}
          value={picked}
          options={[{ value: '', label: t.hall }, ...props.sites.map(each => ({ value: each.site as string, label: each.name }))]}
          onPick={setPicked}
        />
      ) : null}
      <div className={s.qr}>{code === null ? <Skeleton height={280} /> : <QrCode text={address} label={t.scan} />}</div>
      {lost ? <ErrorLine>{t.unknown}</ErrorLine> : null}
      {props.mayChange ? (
        <CheckField label={t.required} hint={t.requiredHint} checked={props.byCode} onCheck={checked => void change(checked)} />
      ) : null}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}

/** What hangs in a room now, fetched anew as it runs out. */
function useRoomCode(meeting: MeetingId, site: SiteId | null): { readonly code: string | null; readonly lost: boolean } {
  const { api } = useSession()
  const clock = useClock()
  const [shown, setShown] = useState<{ readonly code: string | null; readonly lost: boolean }>({ code: null, lost: false })
  useEffect(() => {
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const answer = await api.call('GET', checkInPaths.code(meeting, site), checkInCodeShape, undefined, leaving.signal)
      if (leaving.signal.aborted) return
      // What hung there has run out by now: nobody is sent away with it.
      setShown({ code: answer.ok ? answer.value.code : null, lost: !answer.ok })
      const leftMs = answer.ok ? Date.parse(answer.value.until) - clock.now() : againMs
      timer = setTimeout(() => void ask(), Math.min(30_000, Math.max(500, leftMs)))
    }
    setShown({ code: null, lost: false })
    void ask()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [api, clock, meeting, site])
  return shown
}
