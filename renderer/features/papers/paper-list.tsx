import { useDraggable, useDroppable } from '@dnd-kit/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconFileText,
  IconFolderSymlink,
  IconGripVertical,
  IconPencil,
  IconPlus,
  IconReplace,
  IconTrash
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { AgendaItemId, MeetingId, PaperId } from '#core/ids.ts'
import type { Novelty } from '#core/paper/arrange.ts'
import type { Paper } from '#core/paper/paper.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { Button, Card, formatPlace, Menu, SearchField, useLanguage, useText } from '../../ui/index.ts'
import { FileDrop } from './file-drop.tsx'
import { useFold } from './fold.tsx'
import { formatBytes } from './format-bytes.ts'
import { usePaperActs } from './paper-acts.tsx'
import s from './papers.module.css'

interface ListProps {
  readonly meeting: MeetingId
  readonly papers: readonly Paper[]
  /** The paper in the middle. */
  readonly open: PaperId | null
  readonly noveltyOf: (paper: Paper) => Novelty
}

const hrefOf = (meeting: MeetingId, paper: PaperId): string => formatPlace({ kind: 'meeting', meeting, paper })

/** "bản mới" or "mới", in a word. */
function NewTag(props: { readonly novelty: Novelty }) {
  const t = useText().meeting.papers
  if (props.novelty === 'none') return null
  return <span className={s.tag}>{props.novelty === 'new' ? t.newPaper : t.newVersion}</span>
}

/** Papers on the printed sheet: one tap opens. */
export function PaperLinks(props: ListProps) {
  const t = useText().meeting.papers
  const { shown, more } = useFold(props.papers, props.open)
  if (props.papers.length === 0) return null
  return (
    <ul className={s.links}>
      {shown.map(paper => {
        const novelty = props.noveltyOf(paper)
        return (
          <li key={paper.paper}>
            <a
              className={s.link}
              href={hrefOf(props.meeting, paper.paper)}
              {...(paper.paper === props.open ? { 'aria-current': 'page' as const } : {})}
            >
              <IconFileText aria-hidden="true" />
              <span className={s.linkTitle} title={paper.title}>
                {paper.title}
              </span>
              {novelty === 'none' ? (
                <span className={s.count}>{t.pagesShort(paper.versions.at(-1)?.pages ?? 0)}</span>
              ) : (
                <NewTag novelty={novelty} />
              )}
            </a>
          </li>
        )
      })}
      {more ? <li>{more}</li> : null}
    </ul>
  )
}

/** The general papers below the agenda on the printed sheet. */
export function GeneralPaperLinks(props: ListProps) {
  const t = useText().meeting.papers
  if (props.papers.length === 0) return null
  return (
    <>
      <h3 className={s.generalTitle}>{t.general}</h3>
      <div className={s.generalList}>
        <PaperLinks {...props} />
      </div>
    </>
  )
}

interface RowsProps extends ListProps {
  readonly compact?: boolean
  /** Inside a field of dragging. */
  readonly draggable?: boolean
}

/** Papers with what is known of them; for a secretary with everything that can be done. `shown`: those of them that are drawn. */
function PaperRows(props: RowsProps & { readonly shown: readonly Paper[] }) {
  const { papers, shown } = props
  return (
    <ul className={s.rows}>
      {shown.map(paper => (
        <PaperRow key={paper.paper} {...props} paper={paper} index={papers.indexOf(paper)} />
      ))}
    </ul>
  )
}

function PaperRow(props: RowsProps & { readonly paper: Paper; readonly index: number }) {
  const text = useText().meeting.papers
  const language = useLanguage()
  const acts = usePaperActs()
  const { paper } = props
  const newest = paper.versions.at(-1)
  const facts = [
    text.pages(newest?.pages ?? 0),
    formatBytes(newest?.bytes ?? 0, text.bytes, language),
    paper.versions.length > 1 ? text.version(paper.versions.length) : ''
  ].filter(Boolean)
  const row = (
    <>
      <a className={s.rowLink} href={hrefOf(props.meeting, paper.paper)} draggable={false}>
        <IconFileText aria-hidden="true" />
        <span className={s.linkTitle}>{paper.title}</span>
        <NewTag novelty={props.noveltyOf(paper)} />
        <span className={s.count}>{facts.join(' · ')}</span>
      </a>
      {acts ? <PaperMenu paper={paper} index={props.index} last={props.index === props.papers.length - 1} /> : null}
    </>
  )
  const className = [s.row, props.compact ? s.rowCompact : ''].filter(Boolean).join(' ')
  const line =
    acts && props.draggable ? (
      <DraggedRow paper={paper} className={className}>
        {row}
      </DraggedRow>
    ) : (
      <div className={className}>{row}</div>
    )
  return (
    <li>
      <FileDrop
        words={text.dropReplace}
        onFiles={acts ? files => acts.offer(files, { item: acts.homeOf(paper), paper: files.length === 1 ? paper.paper : null }) : null}
      >
        {line}
      </FileDrop>
    </li>
  )
}

/** What a dragged paper carries. */
export interface DraggedPaper {
  readonly kind: 'paper'
  readonly paper: Paper
}
export const asDraggedPaper = (data: unknown): DraggedPaper | null =>
  typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'paper' ? (data as DraggedPaper) : null

function DraggedRow(props: { readonly paper: Paper; readonly className: string; readonly children: ReactNode }) {
  const t = useText().meeting.papers
  const drag = useDraggable({ id: `paper:${props.paper.paper}`, data: { kind: 'paper', paper: props.paper } satisfies DraggedPaper })
  return (
    <div className={props.className} data-lifted={drag.isDragging}>
      <button
        ref={drag.setNodeRef}
        type="button"
        className={s.handle}
        data-handle={props.paper.paper}
        title={t.drag(props.paper.title)}
        {...drag.attributes}
        {...drag.listeners}
        aria-label={t.drag(props.paper.title)}
      >
        <IconGripVertical size={18} stroke={1.75} aria-hidden="true" />
      </button>
      {props.children}
    </div>
  )
}

function PaperMenu(props: { readonly paper: Paper; readonly index: number; readonly last: boolean }) {
  const t = useText().meeting.papers
  const acts = usePaperActs()
  if (!acts) return null
  const { paper, index } = props
  const home = acts.homeOf(paper)
  return (
    <Menu
      label={t.more(paper.title)}
      entries={[
        { key: 'rename', label: t.rename, icon: <IconPencil />, onPick: () => acts.rename(paper) },
        { key: 'replace', label: t.replace, icon: <IconReplace />, onPick: () => acts.pick({ item: home, paper: paper.paper }) },
        { key: 'move', label: t.move, icon: <IconFolderSymlink />, onPick: () => acts.move(paper) },
        { key: 'up', label: t.up, icon: <IconArrowUp />, disabled: index === 0, onPick: () => acts.put(paper, home, index - 1) },
        { key: 'down', label: t.down, icon: <IconArrowDown />, disabled: props.last, onPick: () => acts.put(paper, home, index + 1) },
        { key: 'remove', label: t.remove, icon: <IconTrash />, danger: true, onPick: () => acts.remove(paper) }
      ]}
    />
  )
}

/** The papers of one item inside the agenda that is being written. */
export function ItemPapers(props: ListProps) {
  const { shown, more } = useFold(props.papers, null)
  if (props.papers.length === 0) return null
  return (
    <>
      <PaperRows {...props} shown={shown} compact draggable />
      {more}
    </>
  )
}

/** The button that adds papers to an item. */
export function AddPaperLine(props: { readonly item: AgendaItemId }) {
  const t = useText().meeting.papers
  const acts = usePaperActs()
  if (!acts) return null
  return (
    <button type="button" className={s.addLine} onClick={() => acts.pick({ item: props.item, paper: null })}>
      <IconPlus aria-hidden="true" />
      {t.add}
    </button>
  )
}

/** The row of an item as a field on which papers can be dropped. */
export function ItemDrop(props: { readonly item: AgendaItemId; readonly title: string; readonly children: ReactNode }) {
  const t = useText().meeting.papers
  const acts = usePaperActs()
  return (
    <FileDrop words={t.dropHere(props.title)} onFiles={acts ? files => acts.offer(files, { item: props.item, paper: null }) : null}>
      {props.children}
    </FileDrop>
  )
}

/** A longer list is narrowed by a few letters. */
const mostWithoutFilter = 12

/** A sheet with papers: those of one item, or the general ones. Members see it only where there are some, unless `always`. */
export function PapersCard(
  props: ListProps & {
    readonly item: AgendaItemId | null
    readonly heading: string
    readonly dropWords: string
    readonly emptyWords?: string
    readonly draggable?: boolean
  }
) {
  const t = useText().meeting.papers
  const acts = usePaperActs()
  const [query, setQuery] = useState('')
  if (!acts && props.papers.length === 0 && !props.emptyWords) return null
  const long = props.papers.length > mostWithoutFilter
  const shown = long ? props.papers.filter(paper => matchesQuery(paper.title, query)) : props.papers
  return (
    <FileDrop words={props.dropWords} onFiles={acts ? files => acts.offer(files, { item: props.item, paper: null }) : null}>
      <Card>
        <div className={s.cardHead}>
          <h2>{props.heading}</h2>
          {acts ? (
            <Button icon={<IconPlus />} onClick={() => acts.pick({ item: props.item, paper: null })}>
              {t.add}
            </Button>
          ) : null}
        </div>
        {long ? <SearchField label={t.filter} value={query} onFind={setQuery} /> : null}
        <PaperRows {...props} shown={shown} />
        {long && shown.length === 0 ? <p className={s.none}>{t.noMatch(query)}</p> : null}
        {props.papers.length === 0 ? <p className={s.none}>{acts ? t.addHint : props.emptyWords}</p> : null}
      </Card>
    </FileDrop>
  )
}

/** Where a dragged paper becomes a general one; stands inside the field of dragging. */
export function GeneralZone(props: { readonly children: ReactNode }) {
  const zone = useDroppable({ id: 'general-papers', data: { kind: 'general-papers' } })
  return (
    <div ref={zone.setNodeRef} className={zone.isOver && asDraggedPaper(zone.active?.data.current) ? s.zoneOver : undefined}>
      {props.children}
    </div>
  )
}
