import { useDraggable, useDroppable } from '@dnd-kit/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconCornerDownRight,
  IconGripVertical,
  IconIndentDecrease,
  IconIndentIncrease,
  IconPlus,
  IconTrash
} from '@tabler/icons-react'
import { type KeyboardEvent, memo, type ReactNode, useState } from 'react'
import { type AgendaNode, maxDepth } from '#core/agenda/agenda.ts'
import { type AgendaStep, agendaSteps, type DropSide, dropSlot } from '#core/agenda/slots.ts'
import type { AgendaItemId } from '#core/ids.ts'
import { itemLeadUnitText, itemTitleText } from '#core/shared-doc/meeting-doc.ts'
import { type SharedDoc, SharedTextInput, SharedTitle } from '../../sync/index.ts'
import { Menu, useText } from '../../ui/index.ts'
import s from './agenda.module.css'
import { type DraggedItem, type DropZone, zoneId } from './drag.ts'
import type { AgendaEdits } from './edits.ts'

export interface RowActs {
  readonly edits: AgendaEdits
  readonly remove: (node: AgendaNode) => void
  readonly focus: (item: AgendaItemId) => void
}

/** Which steps of the keyboard an item has where it lies. */
export type Steps = Readonly<Record<AgendaStep, boolean>>

interface Props {
  readonly doc: SharedDoc
  readonly origin: object
  readonly tree: readonly AgendaNode[]
  readonly node: AgendaNode
  readonly time: string
  readonly steps: Steps
  /** What the slots below are made of: the row is drawn again when one of these is another one. */
  readonly made: readonly unknown[]
  readonly acts: RowActs
  /** What is dragged now: null, an item, or something of another feature. */
  readonly dragged: { readonly item: AgendaItemId | null } | null
  readonly presenter: ReactNode
  readonly papers: ReactNode
  /** A way to add papers, beside the presenter. */
  readonly paperAct: ReactNode
  /** What takes files dropped on the row. */
  readonly around: (row: ReactNode) => ReactNode
}

const indentPx = 30

/** One item as the secretary writes it: everything in place, every key doing what it does in an outline. */
export const AgendaRow = memo(function AgendaRow(props: Props) {
  const t = useText().meeting.agenda
  const { node, doc, origin, acts } = props
  const { edits } = acts
  const title = node.title || t.untitled

  const step = (how: AgendaStep): boolean => {
    const moved = edits.step(node.id, how)
    if (moved) acts.focus(node.id)
    return moved
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    const alt = event.altKey && !event.ctrlKey && !event.metaKey
    if (event.key === 'Enter' && !event.shiftKey && !alt) {
      event.preventDefault()
      acts.focus(edits.add(node.id))
    } else if (event.key === 'Tab' && !event.ctrlKey && !alt) {
      if (step(event.shiftKey ? 'outdent' : 'nest')) event.preventDefault()
    } else if (alt && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      step(event.key === 'ArrowUp' ? 'up' : 'down')
      // Keyboards like UniKey send a Backspace of their own before the letter with its sign: what stands in the field counts, not what was drawn last.
    } else if (
      event.key === 'Backspace' &&
      !event.repeat &&
      (event.target as HTMLTextAreaElement).value === '' &&
      node.title === '' &&
      node.children.length === 0
    ) {
      event.preventDefault()
      acts.remove(node)
    }
  }
  const may = (how: AgendaStep) => props.steps[how]
  const entries = [
    { key: 'after', label: t.addAfter, icon: <IconPlus />, onPick: () => acts.focus(edits.add(node.id)) },
    {
      key: 'inside',
      label: t.addInside,
      icon: <IconCornerDownRight />,
      disabled: node.depth + 1 >= maxDepth,
      onPick: () => acts.focus(edits.add(node.id, true))
    },
    { key: 'up', label: t.up, icon: <IconArrowUp />, disabled: !may('up'), onPick: () => void step('up') },
    { key: 'down', label: t.down, icon: <IconArrowDown />, disabled: !may('down'), onPick: () => void step('down') },
    { key: 'nest', label: t.nest, icon: <IconIndentIncrease />, disabled: !may('nest'), onPick: () => void step('nest') },
    { key: 'outdent', label: t.outdent, icon: <IconIndentDecrease />, disabled: !may('outdent'), onPick: () => void step('outdent') },
    { key: 'remove', label: t.remove, icon: <IconTrash />, danger: true, onPick: () => acts.remove(node) }
  ]
  return (
    <li className={s.row} data-item={node.id} data-lifted={props.dragged?.item === node.id} style={{ paddingLeft: node.depth * indentPx }}>
      {props.around(
        <>
          <div className={s.rowTop}>
            <DragHandle item={node.id} title={title} />
            <span className={s.number}>{node.number}.</span>
            <SharedTitle
              text={itemTitleText(doc, node.id)}
              origin={origin}
              label={t.title}
              placeholder={t.titlePlaceholder}
              maxLength={500}
              onKeyDown={onKeyDown}
            />
            <MinutesInput node={node} onSet={minutes => edits.setMinutes(node.id, minutes)} />
            <Menu label={t.more(title)} entries={entries} />
          </div>
          <div className={s.rowUnder}>
            <time className={s.underAt}>{props.time}</time>
            <SharedTextInput
              text={itemLeadUnitText(doc, node.id)}
              origin={origin}
              label={t.leadUnit}
              bare
              className={s.unitInput ?? ''}
              placeholder={t.leadUnitPlaceholder}
              maxLength={200}
            />
            {props.presenter}
            {props.paperAct}
          </div>
          <div className={s.rowPapers}>{props.papers}</div>
        </>
      )}
      {props.dragged
        ? (['before', 'inside', 'after'] as const).map(side => (
            <Zone key={side} item={node.id} side={side} open={mayDrop(props.tree, props.dragged, node.id, side)} />
          ))
        : null}
    </li>
  )
}, sameRow)

function DragHandle(props: { readonly item: AgendaItemId; readonly title: string }) {
  const t = useText().meeting.agenda
  const drag = useDraggable({ id: `item:${props.item}`, data: { kind: 'agenda-item', item: props.item } satisfies DraggedItem })
  return (
    <button
      ref={drag.setNodeRef}
      type="button"
      className={s.handle}
      title={t.drag(props.title)}
      {...drag.attributes}
      {...drag.listeners}
      aria-label={t.drag(props.title)}
    >
      <IconGripVertical size={20} stroke={1.75} aria-hidden="true" />
    </button>
  )
}

/** Sixty rows stay quick to write in: a keystroke draws the row it was made in, and those whose time or number it moves. */
function sameRow(a: Props, b: Props): boolean {
  return (
    a.dragged === null &&
    b.dragged === null &&
    a.doc === b.doc &&
    a.origin === b.origin &&
    a.acts === b.acts &&
    a.time === b.time &&
    agendaSteps.every(step => a.steps[step] === b.steps[step]) &&
    shownOfNode.every(key => a.node[key] === b.node[key]) &&
    a.node.children.length === b.node.children.length &&
    a.made.length === b.made.length &&
    a.made.every((part, index) => part === b.made[index])
  )
}
const shownOfNode = ['id', 'number', 'depth', 'title', 'minutes', 'lasts', 'leadUnit'] as const

/** Another feature's things go inside an item; an item goes where the tree lets it. */
function mayDrop(tree: readonly AgendaNode[], dragged: Props['dragged'], target: AgendaItemId, side: DropSide): boolean {
  if (!dragged) return false
  return dragged.item === null ? side === 'inside' : dropSlot(tree, dragged.item, target, side) !== null
}

function Zone(props: { readonly item: AgendaItemId; readonly side: DropSide; readonly open: boolean }) {
  const zone = useDroppable({
    id: zoneId(props.item, props.side),
    data: { kind: 'agenda-zone', item: props.item, side: props.side } satisfies DropZone,
    disabled: !props.open
  })
  return <div ref={zone.setNodeRef} className={s.zone} data-side={props.side} data-over={zone.isOver && props.open} />
}

/** The longest item: a day. */
const mostMinutes = 1440

function MinutesInput(props: { readonly node: AgendaNode; readonly onSet: (minutes: number) => void }) {
  const t = useText().meeting.agenda
  const { node } = props
  const [typed, setTyped] = useState<string | null>(null)
  const summed = node.children.length > 0
  const settle = () => {
    const minutes = typed === null || typed.trim() === '' ? Number.NaN : Number(typed)
    setTyped(null)
    if (Number.isInteger(minutes) && minutes >= 0 && minutes <= mostMinutes && minutes !== node.minutes) props.onSet(minutes)
  }
  return (
    <label className={s.minutes} title={summed ? t.summed(node.lasts) : t.minutes}>
      <input
        type="text"
        inputMode="numeric"
        aria-label={summed ? t.summed(node.lasts) : t.minutes}
        readOnly={summed}
        value={typed ?? String(node.lasts)}
        onChange={event => setTyped(event.currentTarget.value.replace(/\D/g, '').slice(0, 4))}
        onBlur={settle}
        onKeyDown={event => {
          if (event.key === 'Enter') settle()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
      {t.minutesUnit}
    </label>
  )
}
