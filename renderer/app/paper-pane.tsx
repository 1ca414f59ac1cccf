import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { VersionId } from '#core/ids.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { type Follow, FollowBar, LeadButton, LeaderPointer } from '../features/follow/index.ts'
import { MarkLayer, MarkSubtools, MarksDrawer, MarkToolbar, useMarks } from '../features/marks/index.ts'
import { Reader, type ReaderHandle } from '../features/reader/index.ts'
import { useSession } from '../session/session.ts'
import { Banner, Button, useText } from '../ui/index.ts'
import s from './meeting-route.module.css'

export interface PaperPaneHandle {
  show(page: number): void
}

interface Props {
  readonly paper: Paper
  /** Where somebody who leads wants it opened. */
  readonly startPage: number | null
  readonly follow: Follow
  /** The drawer in which my marks are listed; null while it is closed. */
  readonly marksHost: HTMLElement | null
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
        onOpenVersion={(older, page) => setAsked({ version: older, page })}
      />
    </>
  )
}

function OnePaper(props: Props & { readonly version: PaperVersion; readonly onOpenVersion: (version: VersionId, page: number) => void }) {
  const { me } = useSession()
  const { paper, version, follow, onBusy } = props
  const marks = useMarks(paper.paper, version.version, me.user.id)
  const reader = useRef<ReaderHandle>(null)
  useImperativeHandle(props.ref, () => ({ show: page => reader.current?.show(page) }), [])
  const busy = marks.tool !== 'none' || marks.opened !== null
  useEffect(() => {
    onBusy(busy)
    return () => onBusy(false)
  }, [busy, onBusy])
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
        trailing={<LeadButton follow={follow} />}
        floating={<FollowBar follow={follow} />}
        overlay={frame => (
          <>
            <MarkLayer marks={marks} frame={frame} />
            <LeaderPointer follow={follow} page={frame.page} />
          </>
        )}
        onPage={props.onPage}
        onOwnMove={follow.ownMove}
        onPointer={follow.point}
      />
      {props.marksHost
        ? createPortal(
            <MarksDrawer
              marks={marks}
              versions={paper.versions.map(one => one.version)}
              onJump={(page, down) => {
                follow.ownMove()
                reader.current?.show(page, down)
              }}
              onOpenVersion={props.onOpenVersion}
            />,
            props.marksHost
          )
        : null}
    </div>
  )
}
