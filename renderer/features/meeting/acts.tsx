import { IconDoorExit, IconPlayerPlay, IconSend, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import type { Course } from '#core/agenda/course.ts'
import type { MeetingId } from '#core/ids.ts'
import type { LeftOver } from '#core/meeting/left-over.ts'
import { meetingRoles, type Participant, type Particulars } from '#core/meeting/meeting.ts'
import type { Votes } from '#core/vote/vote.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Banner, Button, Dialog, ErrorLine, type MenuEntry, Tag, useNotice, useText } from '../../ui/index.ts'
import s from './acts.module.css'
import { CloseDialog } from './close-dialog.tsx'
import { LeadActs } from './lead-acts.tsx'
import { StartDialog } from './start-dialog.tsx'
import { endsAfterStart } from './when.ts'

interface Props {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly me: string
  readonly particulars: Particulars
  readonly participants: readonly Participant[]
  readonly items: readonly AgendaNode[]
  readonly course: Course
  readonly votes: Votes['votes']
  /** What the meeting has not come to yet. */
  readonly left: LeftOver
  readonly onAddPeople: () => void
  /** Rare acts, behind the dots. */
  readonly more: readonly MenuEntry[]
}

/** What stands beside the name of a meeting: its state in words, and the one act that takes it further. */
export function MeetingActs(props: Props) {
  const all = useText()
  const text = all.meeting
  const t = text.acts
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [asking, setAsking] = useState<'issue' | 'close' | 'open' | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { standing } = props

  const issue = async () => {
    setRefused(null)
    const outcome = await send({ kind: 'issue' })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(t.issue, whyNotDone(all, outcome.reason)))
    setAsking(null)
    notice({ text: t.issued })
  }
  const ask = (what: 'issue' | 'close' | 'open' | null) => {
    setRefused(null)
    setAsking(what)
  }

  return (
    <>
      {standing.state === 'live' ? <Tag tone="on">● {text.states.live}</Tag> : <Tag>{text.states[standing.state]}</Tag>}
      {mayInMeeting(standing, 'issue-meeting') ? (
        <Button kind="primary" icon={<IconSend />} onClick={() => ask('issue')}>
          {t.issue}
        </Button>
      ) : null}
      {mayInMeeting(standing, 'open-meeting') ? (
        <Button kind="primary" icon={<IconPlayerPlay />} onClick={() => ask('open')}>
          {t.open}
        </Button>
      ) : null}
      <LeadActs
        meeting={props.meeting}
        standing={standing}
        course={props.course}
        items={props.items}
        votes={props.votes}
        more={[
          ...props.more,
          ...(mayInMeeting(standing, 'close-meeting')
            ? [{ key: 'close', label: t.closeMenu, icon: <IconDoorExit />, danger: true, onPick: () => ask('close') }]
            : [])
        ]}
      />
      {asking === 'issue' ? (
        <IssueDialog {...props} running={running} refused={refused} onSend={() => void issue()} onClose={() => ask(null)} />
      ) : null}
      {asking === 'open' ? (
        <StartDialog
          meeting={props.meeting}
          startsAt={props.particulars.startsAt}
          onOpened={() => {
            ask(null)
            notice({ text: t.opened })
          }}
          onClose={() => ask(null)}
        />
      ) : null}
      {asking === 'close' ? <CloseDialog meeting={props.meeting} left={props.left} onClose={() => ask(null)} /> : null}
    </>
  )
}

/** Names shown one by one; a full hall is counted. */
const namesShown = 8

/** Says who will get the meeting, or what is missing before it can be sent. */
function IssueDialog(
  props: Props & { readonly running: boolean; readonly refused: string | null; readonly onSend: () => void; readonly onClose: () => void }
) {
  const text = useText().meeting
  const t = text.acts
  const others = props.participants
    .filter(who => who.user !== props.me)
    .sort((a, b) => meetingRoles.indexOf(a.role) - meetingRoles.indexOf(b.role) || a.name.localeCompare(b.name, 'vi'))
  const people = others.length === 0 ? t.issueNobody : props.participants.some(who => who.role === 'chair') ? null : t.issueNoChair
  const missing =
    people ?? (props.particulars.title.trim() === '' ? t.issueNoTitle : endsAfterStart(props.particulars) ? null : t.issueBadTime)
  return (
    <Dialog
      title={t.issueTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          {people ? (
            <Button
              kind="primary"
              icon={<IconUserPlus />}
              onClick={() => {
                props.onClose()
                props.onAddPeople()
              }}
            >
              {t.addPeopleFirst}
            </Button>
          ) : (
            <Button kind="primary" icon={<IconSend />} busy={props.running} disabled={missing !== null} onClick={props.onSend}>
              {t.issue}
            </Button>
          )}
        </>
      }
    >
      {missing ? <Banner>{missing}</Banner> : null}
      {others.length > 0 ? (
        <>
          <p>{t.issueWho(others.length)}</p>
          <ul className={s.people}>
            {others.slice(0, namesShown).map(who => (
              <li key={who.user}>
                {who.name}
                <span>{text.roles[who.role]}</span>
              </li>
            ))}
            {others.length > namesShown ? <li className={s.soft}>{t.issueMore(others.length - namesShown)}</li> : null}
          </ul>
        </>
      ) : null}
      {props.items.length === 0 && !missing ? <p className={s.soft}>{t.issueNoAgenda}</p> : null}
      {missing ? null : <p className={s.soft}>{t.issueAfter}</p>}
      {props.refused ? <ErrorLine>{props.refused}</ErrorLine> : null}
    </Dialog>
  )
}
