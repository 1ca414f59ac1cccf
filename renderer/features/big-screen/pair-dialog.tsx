import { IconDeviceTv, IconExternalLink } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import type { Screen } from '#core/screen/screen.ts'
import type { Site } from '#core/site/site.ts'
import { commandReceipt } from '#protocol/http-api.ts'
import { screenCodeLength, screenPaths } from '#protocol/screen-api.ts'
import { repeatingSender } from '../../session/send-command.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes, useCommand, wait, whyNotDone } from '../../session/use-command.ts'
import { Button, clockTime, Dialog, SelectField, TextField, useNotice, useText } from '../../ui/index.ts'
import s from './pair-dialog.module.css'

export interface PairDialogProps {
  readonly meeting: MeetingId
  readonly screens: readonly Screen[]
  readonly sites: readonly Site[]
  readonly participants: ReadonlyMap<UserId, Participant>
  readonly onClose: () => void
}

/** Lets a big screen into the meeting by the code it shows, and lists and takes out those that are in. */
export function PairDialog(props: PairDialogProps) {
  const all = useText()
  const t = all.screen.dialog
  const { api, platform, serverId } = useSession()
  const notice = useNotice()
  const pair = useMemo(
    () => repeatingSender(screenPaths.meetingScreens(props.meeting), commandReceipt, { api, randomBytes, wait }),
    [props.meeting, api]
  )
  const { running, send } = useCommand(props.meeting)
  const [code, setCode] = useState('')
  const [site, setSite] = useState<string>('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const address = `${api.baseUrl || location.origin}/man-hinh`
  const submit = async () => {
    if (code.length !== screenCodeLength) return setRefused(t.codeNeeded)
    if (busy) return
    setBusy(true)
    const at = props.sites.find(each => each.site === site)?.site
    const outcome = await pair({ code, ...(at !== undefined && { site: at }) })
    setBusy(false)
    if (!outcome.ok) return setRefused(t.notPaired(whyNotDone(all, outcome.reason)))
    setRefused(null)
    setCode('')
    notice({ text: t.paired })
  }
  const remove = async (screen: Screen) => {
    const outcome = await send({ kind: 'remove-screen', screen: screen.screen })
    if (outcome) notice({ text: outcome.ok ? t.removed : t.notRemoved(whyNotDone(all, outcome.reason)) })
  }
  const nameOf = (screen: Screen) => props.sites.find(each => each.site === screen.site)?.name ?? ''
  const openHere = () => {
    if (platform.openScreen) void platform.openScreen(serverId)
    else window.open('./man-hinh', '_blank', 'noopener')
  }
  return (
    <Dialog
      title={t.title}
      closeWord={t.close}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.close}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t.pair}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
      <p className={s.address}>
        <span>{t.address}</span>
        <code>{address}</code>
      </p>
      <TextField
        label={t.code}
        hint={t.codeHint}
        error={refused ?? undefined}
        inputMode="numeric"
        autoComplete="off"
        value={code}
        onChange={event => {
          setCode(event.currentTarget.value.replace(/\D/g, '').slice(0, screenCodeLength))
          setRefused(null)
        }}
      />
      {props.sites.length > 0 ? (
        <SelectField
          label={t.where}
          value={site}
          options={[{ value: '', label: t.hall }, ...props.sites.map(each => ({ value: each.site as string, label: each.name }))]}
          onPick={setSite}
        />
      ) : null}
      <Button kind="bare" icon={<IconExternalLink />} onClick={openHere}>
        {t.open}
      </Button>
      <section>
        <h3>{t.shown(props.screens.length)}</h3>
        {props.screens.length === 0 ? <p className={s.soft}>{t.none}</p> : null}
        <ul className={s.list}>
          {props.screens.map((screen, index) => (
            <li key={screen.screen}>
              <IconDeviceTv aria-hidden="true" />
              <span>
                {[t.number(index + 1), nameOf(screen)].filter(Boolean).join(' · ')}
                <span className={s.soft}>
                  {t.since(clockTime(all.app.dates, screen.since), props.participants.get(screen.by)?.name ?? '')}
                </span>
              </span>
              <Button busy={running} aria-label={t.removeOf(t.number(index + 1))} onClick={() => void remove(screen)}>
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </Dialog>
  )
}
