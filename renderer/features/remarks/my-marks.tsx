import { IconLock, IconMessage, IconNotebook, IconShare3, IconTrash, IconUsers } from '@tabler/icons-react'
import { memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import type { Paper } from '#core/paper/paper.ts'
import { isWanted, type ListedMark, listRows, noFilter } from '#core/remark/mark-list.ts'
import type { Remark } from '#core/remark/remark.ts'
import { type MarksReader, marksReader, putMark, removeMark } from '#core/shared-doc/marks-doc.ts'
import { useSession } from '../../session/session.ts'
import { type SharedDoc, useEachRoom } from '../../sync/index.ts'
import { EmptyState, Menu, Skeleton, useNotice, useText } from '../../ui/index.ts'
import { MarkWords } from './mark-words.tsx'
import { MarksFilter, MarksRows } from './marks-list.tsx'
import { usePrintMarks } from './print-marks.tsx'
import s from './remarks.module.css'
import type { ReadableRemark } from './use-remarks.ts'

/** Of more marks than these the list waits until nothing was drawn for a moment: to put thousands of lines in order takes long on an old computer. */
const listedAtOnce = 300
const settledMs = 2000

interface Mine {
  /** What I shared of it, newest last. */
  readonly shared: readonly Remark[]
}

interface MyMarksProps {
  readonly meetingTitle: string
  readonly papers: readonly Paper[]
  readonly remarks: readonly ReadableRemark[]
  readonly mayShare: boolean
  readonly onJump: (paper: PaperId, mark: Mark) => void
  readonly onShare: (paper: PaperId, mark: Mark) => void
  /** Null: there is no notebook to quote into. */
  readonly onQuote: ((paper: PaperId, mark: Mark) => void) | null
}

/** My marks of each paper; null: not on this computer yet. */
interface Read {
  readonly of: readonly PaperId[]
  readonly found: readonly (readonly Mark[] | null)[]
}

/** All my marks on these papers as one reads them, each a way to its place. */
export function MyMarks(props: MyMarksProps) {
  const { me } = useSession()
  const user = me.user.id
  const ids = props.papers.map(({ paper }) => paper)
  const names = ids.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: papers are their ids
  const rooms = useMemo(() => ids.map(paper => ({ kind: 'marks', paper, user }) as const), [names, user])
  const found = useEachRoom(rooms, useReadMarks())
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const now = useMemo((): Read => ({ of: ids, found }), [names, found])
  const [settled, setSettled] = useState(now)
  useEffect(() => {
    // What was taken away is gone at once.
    if (count(now) < count(settled)) return setSettled(now)
    const timer = setTimeout(() => setSettled(now), settledMs)
    return () => clearTimeout(timer)
  }, [now, settled])
  const late = count(now) > listedAtOnce && count(settled) > listedAtOnce && count(now) >= count(settled) && settled.of.join(' ') === names
  return <MyMarksList {...props} read={late ? settled : now} />
}

const count = ({ found }: Read): number => found.reduce((sum, list) => sum + (list?.length ?? 0), 0)

const MyMarksList = memo(function MyMarksList(props: MyMarksProps & { readonly read: Read }) {
  const { me, rooms } = useSession()
  const words = useText()
  const text = words.remarks
  const notify = useNotice()
  const [filter, setFilter] = useState(noFilter)
  const user = me.user.id
  const ids = props.papers.map(({ paper }) => paper)
  const names = ids.join(' ')
  // The list may come a moment after the mark: whoever draws beside it does not wait for many lines to be put in order.
  const { of, found } = useDeferredValue(props.read)
  const all = useMemo(
    () =>
      of.flatMap((paper, index) =>
        (found[index] ?? []).map((mark): ListedMark<Mine> => {
          const shared = props.remarks.filter(remark => remark.by === user && remark.opened.id === mark.id && remark.paper === paper)
          return { paper, mark, data: { shared } }
        })
      ),
    [of, found, props.remarks, user]
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const rows = useMemo(
    () =>
      listRows(
        all.filter(({ mark, data }) => isWanted(mark, data.shared.length > 0, filter)),
        ids
      ),
    [all, filter, names]
  )
  const shown = rows.filter(({ kind }) => kind === 'mark').length
  const titleOf = (paper: PaperId) => props.papers.find(each => each.paper === paper)?.title ?? ''
  const { print, sheet } = usePrintMarks(props.meetingTitle, titleOf)
  const versionOf = (paper: PaperId, mark: Mark) => {
    const versions = props.papers.find(each => each.paper === paper)?.versions ?? []
    const at = versions.findIndex(({ version }) => version === mark.version)
    return at >= 0 && at < versions.length - 1 ? at + 1 : null
  }
  const change = (paper: PaperId, act: (doc: Parameters<typeof removeMark>[0]) => void) => {
    const held = rooms.open({ kind: 'marks', paper, user })
    act(held.doc)
    held.release()
  }
  const remove = ({ paper, mark, data }: ListedMark<Mine>) => {
    change(paper, doc => removeMark(doc, mark.id))
    const back = { label: text.putBack, onPick: () => change(paper, doc => putMark(doc, mark)) }
    notify({ text: data.shared.length > 0 ? text.removedShared : text.removed, action: back })
  }
  const missing = found.filter(list => list === null).length
  if (missing === found.length && found.length > 0)
    return (
      <div className={s.waiting} aria-busy="true">
        <span className="visually-hidden">{text.loading}</span>
        <Skeleton height={72} />
        <Skeleton height={72} />
        <Skeleton height={72} />
      </div>
    )
  if (all.length === 0)
    return (
      <EmptyState icon={<IconMessage />} title={text.none}>
        {text.noneHint}
      </EmptyState>
    )
  return (
    <>
      <div className={s.top}>
        <MarksFilter
          filter={filter}
          onFilter={setFilter}
          shown={shown}
          all={all.length}
          withSharing
          onPrint={() => print(text.printTitle, rows, () => null)}
        />
      </div>
      {missing > 0 ? <p className={s.note}>{text.missing(missing)}</p> : null}
      <section className={s.list} aria-label={text.mine}>
        {shown === 0 ? <EmptyState title={text.noMatch} /> : null}
        <MarksRows
          rows={rows}
          titleOf={titleOf}
          keyOf={({ paper, mark }) => `${paper} ${mark.id}`}
          card={row => (
            <MyMarkCard
              listed={row}
              paperTitle={titleOf(row.paper)}
              version={versionOf(row.paper, row.mark)}
              mayShare={props.mayShare}
              onJump={() => props.onJump(row.paper, row.mark)}
              onShare={() => props.onShare(row.paper, row.mark)}
              onQuote={props.onQuote && (() => props.onQuote?.(row.paper, row.mark))}
              onRemove={() => remove(row)}
            />
          )}
        />
      </section>
      {sheet}
    </>
  )
})

/** [K15] Reads the marks of each paper so that a change of one reads that one anew: the list stands beside the pen. */
function useReadMarks(): (doc: SharedDoc) => readonly Mark[] {
  const readers = useRef(new Map<SharedDoc, MarksReader>())
  useEffect(() => {
    const held = readers.current
    return () => {
      for (const reader of held.values()) reader.close()
      held.clear()
    }
  }, [])
  return useCallback((doc: SharedDoc) => {
    const reader = readers.current.get(doc) ?? marksReader(doc)
    readers.current.set(doc, reader)
    return reader.read()
  }, [])
}

function MyMarkCard(props: {
  readonly listed: ListedMark<Mine>
  readonly paperTitle: string
  /** Its number when it is not the newest. */
  readonly version: number | null
  readonly mayShare: boolean
  readonly onJump: () => void
  readonly onShare: () => void
  readonly onQuote: (() => void) | null
  readonly onRemove: () => void
}) {
  const text = useText().remarks
  const described = useId()
  const { mark, data } = props.listed
  const last = data.shared.at(-1)
  const shared =
    last === undefined ? text.onlyMe : last.to === 'all' ? text.sharedAll : text.sharedSome(last.to.map(({ name }) => name).join(', '))
  return (
    <div className={s.card} data-colour={mark.colour} data-kind={mark.kind}>
      <button
        type="button"
        className={s.cardBody}
        aria-label={text.goToOn(mark.page, props.paperTitle)}
        aria-describedby={described}
        onClick={props.onJump}
      >
        <span id={described}>
          <MarkWords mark={mark} />
        </span>
      </button>
      <div className={s.foot}>
        <span>
          {last === undefined ? <IconLock aria-hidden="true" /> : <IconUsers aria-hidden="true" />}
          <span title={shared}>
            {shared}
            {props.version === null ? '' : ` · ${text.older(props.version)}`}
          </span>
        </span>
        <Menu
          label={text.acts}
          entries={[
            ...(props.mayShare ? [{ key: 'share', label: text.share, icon: <IconShare3 />, onPick: props.onShare }] : []),
            ...(props.onQuote ? [{ key: 'quote', label: text.quote, icon: <IconNotebook />, onPick: props.onQuote }] : []),
            { key: 'remove', label: text.remove, icon: <IconTrash />, danger: true, onPick: props.onRemove }
          ]}
        />
      </div>
    </div>
  )
}
