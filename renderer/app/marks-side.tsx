import { type ReactNode, useState } from 'react'
import { mayInMeeting, seesMeeting } from '#core/access/access.ts'
import type { MeetingId, PaperId, RemarkId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import { markBounds } from '#core/mark/mark-shape.ts'
import type { Paper } from '#core/paper/paper.ts'
import { type MeetingRemarks, MyMarks, OthersRemarks, ShareDialog, useRemarks } from '../features/remarks/index.ts'
import { useSession } from '../session/session.ts'
import { useRoomState } from '../sync/index.ts'
import { Tabs, useText } from '../ui/index.ts'
import s from './marks-side.module.css'
import type { MeetingView } from './use-meeting-view.ts'

/** A place on a page to be shown; each is a new object, so that the same place can be asked for twice. */
export interface PageTarget {
  readonly paper: PaperId
  readonly version: Mark['version']
  readonly page: number
  /** How far down the page, 0…1. */
  readonly down: number
  /** My mark to be opened there. */
  readonly mark: Mark | null
  readonly remark: RemarkId | null
}

export const targetOf = (paper: PaperId, mark: Mark, more: { readonly mine: boolean; readonly remark?: RemarkId }): PageTarget => ({
  paper,
  version: mark.version,
  page: mark.page,
  down: Math.min(1, Math.max(0, markBounds(mark).y / Math.max(1, mark.pageHeight))),
  mark: more.mine ? mark : null,
  remark: more.remark ?? null
})

interface Props {
  readonly meeting: MeetingId
  readonly view: MeetingView
  readonly open: Paper | null
  /** What is shared on the open paper; the whole meeting's is fetched here when it is asked for. */
  readonly here: MeetingRemarks
  readonly tab: 'mine' | 'others'
  readonly onTab: (tab: 'mine' | 'others') => void
  readonly pointed: { readonly remark: RemarkId } | null
  readonly onTarget: (target: PageTarget) => void
  readonly onQuote: (paper: PaperId, mark: Mark) => void
}

/** The drawer of marks: mine and everybody's, of the open paper or of the whole meeting. */
export function MarksSide(props: Props) {
  const text = useText().remarks
  const [scope, setScope] = useState<'paper' | 'meeting'>('paper')
  const whole = scope === 'meeting' || props.open === null
  const papers = whole ? papersInOrder(props.view) : props.open ? [props.open] : []
  const choose = props.open ? (
    <fieldset className={s.scope}>
      <legend className="visually-hidden">{text.scope}</legend>
      {(['paper', 'meeting'] as const).map(value => (
        <button key={value} type="button" aria-pressed={scope === value} onClick={() => setScope(value)}>
          {value === 'paper' ? text.thisPaper : text.wholeMeeting}
        </button>
      ))}
    </fieldset>
  ) : null
  return (
    <div className={s.side}>
      <div className={s.head}>
        <Tabs
          label={text.tabs}
          value={props.tab}
          wide
          choices={[
            { value: 'mine', label: text.mine },
            { value: 'others', label: text.withNew(text.others, props.here.newCount) }
          ]}
          onPick={props.onTab}
        />
        {choose}
      </div>
      {whole ? <WholeMeeting {...props} papers={papers} /> : <Lists {...props} papers={papers} shared={props.here} />}
    </div>
  )
}

function WholeMeeting(props: Props & { readonly papers: readonly Paper[] }): ReactNode {
  const shared = useRemarks(
    props.meeting,
    props.papers.map(({ paper }) => paper)
  )
  return <Lists {...props} shared={shared} />
}

function Lists(props: Props & { readonly papers: readonly Paper[]; readonly shared: MeetingRemarks }) {
  const { me } = useSession()
  const { view, shared } = props
  const { standing, participants } = view
  const [sharing, setSharing] = useState<{ readonly paper: PaperId; readonly mark: Mark } | null>(null)
  const offline = useRoomState(
    { kind: 'record', meeting: props.meeting },
    room => room.save.kind === 'local' && room.save.offlineSince !== null
  )
  return (
    <>
      {props.tab === 'mine' ? (
        <MyMarks
          meetingTitle={view.particulars.title}
          papers={props.papers}
          remarks={shared.remarks}
          mayShare={mayInMeeting(standing, 'share-mark')}
          onJump={(paper, mark) => props.onTarget(targetOf(paper, mark, { mine: true }))}
          onShare={(paper, mark) => setSharing({ paper, mark })}
          onQuote={props.onQuote}
        />
      ) : (
        <OthersRemarks
          meetingTitle={view.particulars.title}
          papers={props.papers}
          shared={shared}
          rights={{
            answer: mayInMeeting(standing, 'answer-remark'),
            withdraw: mayInMeeting(standing, 'withdraw-remark'),
            hide: mayInMeeting(standing, 'hide-remark')
          }}
          offline={offline}
          pointed={props.pointed}
          onJump={remark => props.onTarget(targetOf(remark.paper, remark.opened, { mine: false, remark: remark.remark }))}
        />
      )}
      {sharing ? (
        <ShareDialog
          paper={sharing.paper}
          mark={sharing.mark}
          participants={participants}
          readers={participants.filter(who => who.user !== me.user.id && seesMeeting({ state: view.record.state, role: who.role }))}
          draft={view.record.state === 'draft'}
          onClose={() => setSharing(null)}
        />
      ) : null}
    </>
  )
}

/** As on the printed sheet: item by item, the general papers last. */
export const papersInOrder = ({ items, papers }: MeetingView): readonly Paper[] =>
  [...items.map(({ id }) => id), null].flatMap(item => papers.get(item) ?? [])
