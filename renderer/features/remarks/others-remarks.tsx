import { IconUsers, IconWifiOff } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { PaperId, RemarkId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { isWanted, type ListedMark, listRows, noFilter } from '#core/remark/mark-list.ts'
import { CheckField, EmptyState, useText } from '../../ui/index.ts'
import { MarksFilter, MarksRows } from './marks-list.tsx'
import { usePrintMarks } from './print-marks.tsx'
import { RemarkCard, type RemarkRights } from './remark-card.tsx'
import s from './remarks.module.css'
import { type MeetingRemarks, type ReadableRemark, useLooking, useRemarksShown } from './use-remarks.ts'

/** What was shared on these papers, by others and by me, with the answers. */
export function OthersRemarks(props: {
  readonly meetingTitle: string
  readonly papers: readonly Paper[]
  readonly shared: MeetingRemarks
  readonly rights: RemarkRights
  readonly offline: boolean
  /** The one that was picked on the page: brought into sight. */
  readonly pointed: { readonly remark: RemarkId } | null
  readonly onJump: (remark: ReadableRemark) => void
}) {
  const text = useText().remarks
  const [filter, setFilter] = useState(noFilter)
  const [shownOnPage, setShownOnPage] = useRemarksShown()
  const { remarks, missing, isNew } = props.shared
  useLooking(props.shared, true)
  const ids = props.papers.map(({ paper }) => paper)
  const names = ids.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: papers are their ids
  const rows = useMemo(() => {
    const said = (remark: ReadableRemark) =>
      [remark.name, remark.words, ...remark.answers.map(answer => `${answer.name} ${answer.words}`)].join(' ')
    const wanted = remarks
      .filter(remark => isWanted(remark.opened, true, filter, said(remark)))
      .map((remark): ListedMark<ReadableRemark> => ({ paper: remark.paper, mark: remark.opened, data: remark }))
    return listRows(wanted, ids)
  }, [remarks, filter, names])
  const shown = rows.filter(({ kind }) => kind === 'mark').length
  const { pointed } = props
  const inSight = useMemo(() => pointed && { key: pointed.remark }, [pointed])
  // What was picked on the page is shown, whatever the list was looked through for.
  useEffect(() => {
    if (pointed) setFilter(noFilter)
  }, [pointed])
  const titleOf = (paper: PaperId) => props.papers.find(each => each.paper === paper)?.title ?? ''
  const { print, sheet } = usePrintMarks(props.meetingTitle, titleOf)
  return (
    <>
      <div className={s.top}>
        <CheckField label={text.showOnPage} checked={shownOnPage} onCheck={setShownOnPage} />
        {remarks.length > 0 ? (
          <MarksFilter
            filter={filter}
            onFilter={setFilter}
            shown={shown}
            all={remarks.length}
            withSharing={false}
            onPrint={() => print(text.printOthers, rows, remark => remark)}
          />
        ) : null}
      </div>
      {props.offline ? (
        <p className={s.note} role="status">
          <IconWifiOff size={16} aria-hidden="true" /> {text.offlineNow}
        </p>
      ) : null}
      {missing > 0 && props.offline ? <p className={s.note}>{text.missing(missing)}</p> : null}
      <section className={s.list} aria-label={text.others}>
        {remarks.length === 0 ? (
          <EmptyState icon={<IconUsers />} title={text.othersNone}>
            {text.othersNoneHint}
          </EmptyState>
        ) : shown === 0 ? (
          <EmptyState title={text.noMatch} />
        ) : null}
        <MarksRows
          rows={rows}
          titleOf={titleOf}
          keyOf={({ data }) => data.remark}
          inSight={inSight}
          card={({ data }) => (
            <div data-remark={data.remark} data-pointed={pointed?.remark === data.remark}>
              <RemarkCard remark={data} isNew={isNew(data)} rights={props.rights} onJump={() => props.onJump(data)} />
            </div>
          )}
        />
      </section>
      {sheet}
    </>
  )
}
