import { IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react'
import { useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { nextItem } from '#core/agenda/balance.ts'
import type { Course } from '#core/agenda/course.ts'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import { keepsFromBreak, type Votes, voteAtHand } from '#core/vote/vote.ts'
import { useAct } from '../../session/use-act.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, Dialog, ErrorLine, Menu, type MenuEntry, TextField, useText } from '../../ui/index.ts'

export interface LeadProps {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly course: Course
  readonly items: readonly AgendaNode[]
}

/** What whoever leads does while the meeting is on: to the next item, suspend, go on; and the one menu of the meeting, with `more` in it for everybody. */
export function LeadActs(props: LeadProps & { readonly votes: Votes['votes']; readonly more: readonly MenuEntry[] }) {
  const all = useText()
  const t = all.course
  const { running, act } = useAct(props.meeting, t.notDone)
  const [suspending, setSuspending] = useState(false)
  const { course, items } = props
  const leads = mayInMeeting(props.standing, 'lead-agenda')
  const next = nextItem(items, course)
  return (
    <>
      {leads && course.suspended ? (
        <Button kind="primary" icon={<IconPlayerPlay />} busy={running} onClick={() => void act({ kind: 'resume' })}>
          {t.resume}
        </Button>
      ) : leads && next ? (
        <Button
          kind="primary"
          icon={<IconPlayerTrackNext />}
          busy={running}
          title={t.nextTitle(`${next.number}. ${next.title || all.meeting.agenda.untitled}`)}
          onClick={() => void act({ kind: 'begin-item', item: next.id })}
        >
          {course.item === null ? t.first(next.number) : t.next(next.number)}
        </Button>
      ) : null}
      <Menu
        label={t.more}
        entries={[
          ...(course.suspended || !leads
            ? []
            : [{ key: 'suspend', label: t.suspend, icon: <IconPlayerPause />, onPick: () => setSuspending(true) } satisfies MenuEntry]),
          ...props.more
        ]}
      />
      {suspending ? <SuspendDialog meeting={props.meeting} votes={props.votes} onClose={() => setSuspending(false)} /> : null}
    </>
  )
}

/** Takes up the item that is being looked at. */
export function BeginItem(props: LeadProps & { readonly item: AgendaItemId }) {
  const all = useText()
  const t = all.course
  const { running, send } = useCommand(props.meeting)
  const [refused, setRefused] = useState<string | null>(null)
  if (!mayInMeeting(props.standing, 'lead-agenda') || props.course.item === props.item) return null
  const begin = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'begin-item', item: props.item })
    if (outcome && !outcome.ok) setRefused(t.notDone(whyNotDone(all, outcome.reason)))
  }
  return (
    <>
      <Button icon={<IconPlayerPlay />} busy={running} onClick={() => void begin()}>
        {t.begin}
      </Button>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </>
  )
}

/** Suspends the meeting, with a reason that everybody sees; says what a vote that is open has to do with it. */
export function SuspendDialog(props: { readonly meeting: MeetingId; readonly votes: Votes['votes']; readonly onClose: () => void }) {
  const all = useText()
  const t = all.course
  const { running, send } = useCommand(props.meeting)
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  // [V8]
  const voting = keepsFromBreak(props)
  const suspend = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'suspend', reason })
    if (!outcome) return
    if (outcome.ok) props.onClose()
    else setRefused(t.notDone(whyNotDone(all, outcome.reason)))
  }
  return (
    <Dialog
      title={t.suspendTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void suspend()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" busy={running} disabled={voting}>
            {t.suspendDo}
          </Button>
        </>
      }
    >
      {voting ? (
        <Banner>{all.reasons['vote-open']}</Banner>
      ) : voteAtHand(props)?.state === 'open' ? (
        <Banner>{t.suspendSecret}</Banner>
      ) : null}
      <p>{t.suspendAfter}</p>
      <TextField
        label={t.reason}
        hint={t.reasonHint}
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
