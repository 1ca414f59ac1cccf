import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { RemarkId, VersionId } from '#core/ids.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { type Follow, FollowBar, LeadButton, LeaderPointer } from '../features/follow/index.ts'
import { MarkLayer, MarkSubtools, MarkToolbar, useMarks } from '../features/marks/index.ts'
import { type FindStart, Reader, type ReaderHandle, type ReaderJump } from '../features/reader/index.ts'
import { type MeetingRemarks, RemarkLayer, useRemarksShown } from '../features/remarks/index.ts'
import { useSession } from '../session/session.ts'
import { Banner, Button, useText } from '../ui/index.ts'
import type { PageTarget } from './marks-side.tsx'
import s from './meeting-route.module.css'
import { usePaperOut } from './paper-out.tsx'

export interface PaperPaneHandle {
  show(page: number): void
}

interface Props {
  readonly paper: Paper
  readonly meetingTitle: string
  /** Where somebody who leads wants it opened. */
  readonly startPage: number | null
  readonly follow: Follow
  /** A place somebody asked for in a list; taken once. */
  readonly target: PageTarget | null
  readonly onTargetShown: () => void
  /** What others shared on this paper. */
  readonly shared: MeetingRemarks
  readonly pointed: RemarkId | null
  readonly onRemark: (remark: RemarkId) => void
  readonly jump: ReaderJump | null
  readonly onFindEverywhere: (start: FindStart) => void
  readonly onPage: (page: number) => void
  /** I am writing or drawing: nobody may carry me to another page. */
  readonly onBusy: (busy: boolean) => void
  readonly ref?: Ref<PaperPaneHandle>
}

/** A paper in the middle of the frame: the newest version unless an older one was asked for. */
export function PaperPane(props: Props) {
  const t = useText().meeting.frame
  const { paper } = props
  const [asked, setAsked] = useState<{ readonly version: VersionId; readonly page: number } | null>(null)
  const { target } = props
  useEffect(() => {
    if (target?.paper === paper.paper) setAsked({ version: target.version, page: target.page })
  }, [target, paper.paper])
  const newest = paper.versions.at(-1)
  const index = paper.versions.findIndex(one => one.version === asked?.version)
  const version = paper.versions[index] ?? newest
  if (!version) return null
  return (
    <>
      {version !== newest ? (
        <div className={s.oldVersion}>
          <Banner action={<Button onClick={() => setAsked(null)}>{t.newestVersion}</Button>}>{t.oldVersion(index + 1)}</Banner>
        </div>
      ) : null}
      <OnePaper
        key={version.version}
        {...props}
        version={version}
        startPage={asked?.version === version.version ? asked.page : props.startPage}
      />
    </>
  )
}

function OnePaper(props: Props & { readonly version: PaperVersion }) {
  const { me } = useSession()
  const { paper, version, follow, onBusy } = props
  const marks = useMarks(paper.paper, version.version, me.user.id, paper.title)
  const reader = useRef<ReaderHandle>(null)
  const page = useCallback(() => reader.current?.page() ?? 1, [])
  const out = usePaperOut({ paper, version, meetingTitle: props.meetingTitle, marks: marks.marks, page })
  useImperativeHandle(props.ref, () => ({ show: page => reader.current?.show(page) }), [])
  const busy = marks.tool !== 'none' || marks.opened !== null
  useEffect(() => {
    onBusy(busy)
    return () => onBusy(false)
  }, [busy, onBusy])
  const { target, onTargetShown } = props
  const { ownMove } = follow
  const { open: openMark } = marks
  useEffect(() => {
    if (target?.paper !== paper.paper || target.version !== version.version) return
    ownMove()
    reader.current?.show(target.page, target.down)
    if (target.mark && 'body' in target.mark) openMark(target.mark.id)
    onTargetShown()
  }, [target, onTargetShown, paper.paper, version.version, ownMove, openMark])
  const [remarksShown] = useRemarksShown()
  const others = useMemo(
    () => props.shared.remarks.filter(({ by, opened }) => by !== me.user.id && opened.version === version.version),
    [props.shared.remarks, me.user.id, version.version]
  )
  return (
    <div className={s.reader}>
      <Reader
        ref={reader}
        paper={paper.paper}
        version={version}
        title={paper.title}
        {...(props.startPage === null ? {} : { startPage: props.startPage })}
        tools={marks.writable ? <MarkToolbar marks={marks} /> : null}
        subtools={marks.writable ? <MarkSubtools marks={marks} /> : null}
        menu={out.entries}
        trailing={<LeadButton follow={follow} />}
        floating={<FollowBar follow={follow} />}
        overlay={frame => (
          <>
            <MarkLayer marks={marks} frame={frame} />
            {remarksShown ? <RemarkLayer remarks={others} frame={frame} pointed={props.pointed} onOpen={props.onRemark} /> : null}
            <LeaderPointer follow={follow} page={frame.page} />
          </>
        )}
        jump={props.jump}
        onFindEverywhere={props.onFindEverywhere}
        onPage={props.onPage}
        onOwnMove={follow.ownMove}
        onPointer={follow.point}
      />
      {out.dialog}
    </div>
  )
}
