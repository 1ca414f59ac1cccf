import { lazy, type Ref, Suspense, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { RemarkId, VersionId } from '#core/ids.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { type Follow, FollowBar, LeadButton, LeaderPointer } from '../features/follow/index.ts'
import { MarkLayer, MarkSubtools, MarkToolbar, useMarks } from '../features/marks/index.ts'
import { type FindStart, Reader, type ReaderHandle, type ReaderJump } from '../features/reader/index.ts'
import { type MeetingRemarks, RemarkLayer, useRemarksShown } from '../features/remarks/index.ts'
import { useSession } from '../session/session.ts'
import { Banner, Button, type MenuEntry, shortDate, useText } from '../ui/index.ts'
import type { PageTarget } from './marks-side.tsx'
import s from './meeting-route.module.css'
import { usePaperOut } from './paper-out.tsx'
import { PaperSides, type Side } from './paper-sides.tsx'
import { useVersions } from './use-versions.tsx'

const ChangesView = lazy(() => import('../features/changes/index.ts').then(found => ({ default: found.ChangesView })))

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
  readonly jump?: ReaderJump | null
  readonly onFindEverywhere?: ((start: FindStart) => void) | undefined
  readonly everywhere?: 'meeting' | 'mine'
  /** Papers that may stand beside this one (without them only another place of it), and what makes room for two. */
  readonly papers?: readonly Paper[]
  readonly onBeside?: () => void
  readonly onPage: (page: number) => void
  /** I am writing or drawing: nobody may carry me to another page. */
  readonly onBusy: (busy: boolean) => void
  readonly ref?: Ref<PaperPaneHandle>
}

/** A paper in the middle of the frame: the newest version unless an older one was asked for. */
export function PaperPane(props: Props) {
  const { meeting, changes: t, app } = useText()
  const { paper } = props
  const [asked, setAsked] = useState<{ readonly version: VersionId; readonly page: number } | null>(null)
  const [jump, setJump] = useState<ReaderJump | null>(null)
  const { target } = props
  useEffect(() => {
    if (target?.paper === paper.paper) setAsked({ version: target.version, page: target.page })
  }, [target, paper.paper])
  useEffect(() => setJump(props.jump ?? null), [props.jump])
  const newest = paper.versions.at(-1)
  const index = paper.versions.findIndex(one => one.version === asked?.version)
  const version = paper.versions[index] ?? newest
  const openVersion = useCallback((one: VersionId) => setAsked({ version: one, page: 1 }), [])
  const versions = useVersions(paper, version?.version, openVersion)
  if (!newest || !version) return null
  const number = paper.versions.indexOf(version) + 1
  if (versions.comparing && !versions.away)
    return (
      <Suspense>
        <ChangesView
          paper={paper}
          read={versions.read}
          from={versions.comparing.from}
          to={versions.comparing.to}
          onChoose={versions.compare}
          onClose={() => {
            versions.close()
            setAsked(null)
          }}
          onOpen={(one, spans) => {
            setAsked(one === newest.version ? null : { version: one, page: spans[0]?.page ?? 1 })
            setJump({ spots: spans })
            versions.leave()
          }}
          reader={one => <Reader paper={paper.paper} version={one} title={paper.title} keepsPlace={false} />}
        />
      </Suspense>
    )
  const banner = versions.away
    ? {
        words: t.shown(number),
        action: (
          <>
            <Button onClick={versions.back}>{t.back}</Button>
            <Button
              onClick={() => {
                setJump(null)
                versions.close()
              }}
            >
              {t.stop}
            </Button>
          </>
        )
      }
    : version !== newest
      ? {
          words: meeting.frame.oldVersion(index + 1),
          action: (
            <>
              <Button onClick={() => versions.compare(version.version, newest.version)}>{t.see}</Button>
              <Button onClick={() => setAsked(null)}>{meeting.frame.newestVersion}</Button>
            </>
          )
        }
      : versions.fresh
        ? {
            words: t.replaced(
              number,
              shortDate(app.dates, newest.addedAt),
              paper.versions.findIndex(one => one.version === versions.read) + 1
            ),
            action: (
              <>
                <Button onClick={() => versions.compare()}>{t.seeSince}</Button>
                <Button onClick={versions.later}>{t.later}</Button>
              </>
            )
          }
        : null
  return (
    <>
      {banner ? (
        <div className={s.oldVersion}>
          <Banner action={banner.action}>{banner.words}</Banner>
        </div>
      ) : null}
      <PaperSides paper={paper} papers={props.papers ?? [paper]} onBeside={props.onBeside}>
        {side => (
          <OnePaper
            key={version.version}
            {...props}
            version={version}
            jump={jump}
            viewMenu={versions.entries}
            keepsPlace={version === newest}
            startPage={asked?.version === version.version ? asked.page : props.startPage}
            side={side}
          />
        )}
      </PaperSides>
    </>
  )
}

function OnePaper(
  props: Props & {
    readonly version: PaperVersion
    readonly viewMenu: readonly MenuEntry[]
    readonly keepsPlace: boolean
    readonly side: Side
  }
) {
  const { me } = useSession()
  const { paper, version, follow, onBusy, side } = props
  const viewMenu = useMemo(() => [...props.viewMenu, ...side.viewMenu], [props.viewMenu, side.viewMenu])
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
        pagesAhead={follow.mode === 'following' ? 3 : 0}
        active={side.active}
        tools={marks.writable && side.active ? <MarkToolbar marks={marks} /> : null}
        subtools={marks.writable && side.active ? <MarkSubtools marks={marks} /> : null}
        menu={out.entries}
        viewMenu={viewMenu}
        keepsPlace={props.keepsPlace}
        trailing={<LeadButton follow={follow} />}
        floating={<FollowBar follow={follow} />}
        overlay={frame => (
          <>
            <MarkLayer marks={marks} frame={frame} />
            {remarksShown ? <RemarkLayer remarks={others} frame={frame} pointed={props.pointed} onOpen={props.onRemark} /> : null}
            <LeaderPointer follow={follow} page={frame.page} />
          </>
        )}
        jump={props.jump ?? null}
        onFindEverywhere={props.onFindEverywhere}
        everywhere={props.everywhere}
        onPage={props.onPage}
        onOwnMove={follow.ownMove}
        onPointer={follow.point}
      />
      {out.dialog}
    </div>
  )
}
