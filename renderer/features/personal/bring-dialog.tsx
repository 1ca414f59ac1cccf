import { useId, useMemo, useRef, useState } from 'react'
import { type CommandId, type MeetingId, newId, type PaperId, type VersionId } from '#core/ids.ts'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { type SecrecyGrade, secrecyGrades } from '#core/paper/paper.ts'
import type { PersonalPaper } from '#core/personal/shelf.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { finishedUpload } from '#protocol/http-api.ts'
import { personalPaths } from '#protocol/personal-api.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes } from '../../session/use-command.ts'
import { useRoomValue } from '../../sync/hooks.ts'
import { Banner, Button, Dialog, ErrorLine, fullDate, goTo, useNotice, useText } from '../../ui/index.ts'
import s from './personal.module.css'

const prepares = ({ role, state }: MeetingSummary): boolean => (role === 'secretary' || role === 'chair') && state !== 'ended'

/** Meetings whose papers I may add to, the latest first. */
export function usePreparedMeetings(): readonly MeetingSummary[] {
  const { me } = useSession()
  const inbox = useMemo(() => ({ kind: 'inbox', user: me.user.id }) as const, [me.user.id])
  return useRoomValue(inbox, doc => readMeetings(doc).filter(prepares))
}

/** Makes a paper of mine one of a meeting I prepare; asks what it is as every upload does. */
export function BringDialog(props: { readonly paper: PersonalPaper; readonly onClose: () => void }) {
  const text = useText()
  const t = text.personal
  const { declare } = text.meeting.papers
  const { api } = useSession()
  const notice = useNotice()
  const meetings = usePreparedMeetings()
  const group = useId()
  // The same press sent twice adds one paper.
  const ids = useRef<{ readonly id: CommandId; readonly paper: PaperId; readonly version: VersionId } | null>(null)
  const [chosen, setChosen] = useState<MeetingId | null>(null)
  const [grade, setGrade] = useState<SecrecyGrade | null>(null)
  const [running, setRunning] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const meeting = meetings.find(one => one.meeting === chosen) ?? null
  const may = meeting !== null && grade === 'ordinary'
  const bring = async () => {
    if (!may || running) return
    setRunning(true)
    setRefused(null)
    ids.current ??= { id: newId(randomBytes), paper: newId(randomBytes), version: newId(randomBytes) }
    const { paper, title } = props.paper
    const body = { ...ids.current, from: paper, title, declaration: grade }
    const outcome = await api.call('POST', personalPaths.meetingPapers(meeting.meeting), finishedUpload, body)
    setRunning(false)
    if (!outcome.ok) return setRefused(t.notDone(outcome.reason === 'offline' ? t.offline : text.reasons[outcome.reason]))
    props.onClose()
    const there = { kind: 'meeting', meeting: meeting.meeting, paper: null } as const
    notice({ text: t.brought(meeting.title), action: { label: t.goThere, onPick: () => goTo(there) }, stayMs: 12_000 })
  }
  const choose = (value: MeetingId) => {
    setChosen(value)
    ids.current = null
  }
  return (
    <Dialog
      title={t.bringTitle(props.paper.title)}
      closeWord={t.cancel}
      width={640}
      onClose={props.onClose}
      onSubmit={() => void bring()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" busy={running} disabled={!may}>
            {t.bringDo}
          </Button>
        </>
      }
    >
      <p className={s.beside}>{t.bringLead}</p>
      {meetings.length === 0 ? <p>{t.bringNone}</p> : null}
      <fieldset className={s.choices}>
        <legend>{t.bringWhich}</legend>
        {meetings.map(({ meeting: id, title, startsAt }) => (
          <label key={id}>
            <input type="radio" name={`${group}-meeting`} checked={chosen === id} onChange={() => choose(id)} />
            <span>
              {title}
              <small>{fullDate(text.app.dates, startsAt)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className={s.choices}>
        <legend>{t.bringQuestion}</legend>
        {secrecyGrades.map(value => (
          <label key={value}>
            <input type="radio" name={`${group}-grade`} checked={grade === value} onChange={() => setGrade(value)} />
            <span>{declare.grades[value]}</span>
          </label>
        ))}
      </fieldset>
      {grade !== null && grade !== 'ordinary' ? <Banner tone="danger">{declare.refused}</Banner> : null}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
