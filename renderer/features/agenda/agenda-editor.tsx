import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors
} from '@dnd-kit/core'
import { IconArrowBackUp, IconArrowForwardUp, IconListNumbers, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type AgendaNode, flattenAgenda, maxDepth } from '#core/agenda/agenda.ts'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { addMinutes, formatTime, localMoment } from '#core/time/local-time.ts'
import type { SharedDoc, Undo } from '../../sync/index.ts'
import { Button, Card, EmptyState, IconButton, useNotice, useText } from '../../ui/index.ts'
import s from './agenda.module.css'
import { AgendaRow, type RowActs, type Steps } from './agenda-row.tsx'
import { plannedTime } from './agenda-sheet.tsx'
import { asDraggedItem, asZone, nextZone, zoneUnder } from './drag.ts'
import { agendaEdits } from './edits.ts'
import { PresenterPicker } from './presenter-picker.tsx'

export interface AgendaEditorProps {
  readonly meeting: MeetingId
  readonly doc: SharedDoc
  readonly undo: Undo
  readonly tree: readonly AgendaNode[]
  readonly startsAt: string
  readonly endsAt: string
  readonly participants: readonly Participant[]
  readonly presenterOf: (item: AgendaItemId) => Participant | null
  readonly papers: (item: AgendaItemId) => ReactNode
  /** What the papers of an item are made of, so that only rows that changed are drawn again. */
  readonly madeOf: (item: AgendaItemId) => readonly unknown[]
  readonly paperAct: (item: AgendaItemId) => ReactNode
  readonly around: (item: AgendaItemId, title: string, row: ReactNode) => ReactNode
  /** Something of another feature (a paper) was dropped on an item, or on a zone of its own (null item: general papers). */
  readonly onOther: (dragged: unknown, over: { readonly item: AgendaItemId | null; readonly zone: unknown }) => void
  /** The words that follow the pointer while something of another feature is dragged. */
  readonly otherName: (dragged: unknown) => string
  /** Zones of other features inside the same field of dragging, e.g. the general papers. */
  readonly children?: ReactNode
}

/** The agenda as the secretary writes it: an outline with keys, buttons and dragging, every deed undoable. */
export function AgendaEditor(props: AgendaEditorProps) {
  const text = useText().meeting
  const t = text.agenda
  const notice = useNotice()
  const { doc, undo, tree } = props
  const items = flattenAgenda(tree)
  const [dragged, setDragged] = useState<{ readonly item: AgendaItemId | null; readonly data: unknown } | null>(null)
  const { field, focus, followHandle } = useRowFocus()
  const { origin, endStep } = undo
  const latest = useRef({ tree, items, t })
  latest.current = { tree, items, t }
  const edits = useMemo(() => agendaEdits(doc, () => latest.current.tree, { origin, endStep }), [doc, origin, endStep])
  const steps = useMemo(() => stepsOf(tree), [tree])

  const acts = useMemo(
    (): RowActs => ({
      edits,
      focus,
      remove(node) {
        const { items, t } = latest.current
        const above = items[items.findIndex(item => item.id === node.id) - 1]
        const removed = edits.remove(node.id)
        if (above) focus(above.id)
        const title = node.title || t.untitled
        const what = removed.length > 1 ? t.removedMany(title, removed.length - 1) : t.removed(title)
        notice({ text: what, action: { label: t.undo, onPick: () => edits.restore(removed) } })
      }
    }),
    [edits, focus, notice]
  )
  const sensors = useSensors(useSensor(PointerSensor, byPointer), useSensor(KeyboardSensor, byKeys))
  const onDragStart = (event: DragStartEvent) => {
    const data = event.active.data.current
    setDragged({ item: asDraggedItem(data)?.item ?? null, data })
  }
  const onDragEnd = (event: DragEndEvent) => {
    setDragged(null)
    const item = asDraggedItem(event.active.data.current)
    const zone = asZone(event.over?.data.current)
    if (item) {
      if (zone) edits.drop(item.item, zone.item, zone.side)
    } else if (event.over) {
      followHandle(event)
      props.onOther(event.active.data.current, { item: zone?.item ?? null, zone: event.over.data.current })
    }
  }
  const nameOf = (data: unknown): string => {
    const item = asDraggedItem(data)
    return item ? items.find(node => node.id === item.item)?.title || t.untitled : props.otherName(data)
  }
  const total = tree.reduce((sum, node) => sum + node.lasts, 0)
  const overrun = Math.round((Date.parse(addMinutes(props.startsAt, total)) - Date.parse(props.endsAt)) / 60_000)
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={zoneUnder}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(null)}
      accessibility={{
        screenReaderInstructions: { draggable: t.dragHelp },
        announcements: {
          onDragStart: ({ active }) => t.dragStart(nameOf(active.data.current)),
          onDragOver: ({ over }) => {
            const zone = asZone(over?.data.current)
            return zone ? t.dragOver(items.find(node => node.id === zone.item)?.title || t.untitled, t.sides[zone.side]) : undefined
          },
          onDragEnd: ({ active, over }) => (over ? t.dragEnd : t.dragNowhere)(nameOf(active.data.current)),
          onDragCancel: ({ active }) => t.dragCancel(nameOf(active.data.current))
        }
      }}
    >
      <div ref={field} className={s.field}>
        <Card>
          <div className={s.toolbar}>
            <h2>{t.heading}</h2>
            <IconButton label={t.undo} shortcut="Ctrl+Z" disabled={!undo.canUndo} onClick={undo.undo}>
              <IconArrowBackUp />
            </IconButton>
            <IconButton label={t.redo} shortcut="Ctrl+Y" disabled={!undo.canRedo} onClick={undo.redo}>
              <IconArrowForwardUp />
            </IconButton>
            <Button icon={<IconPlus />} onClick={() => focus(edits.add(null))}>
              {t.add}
            </Button>
          </div>
          {items.length === 0 ? (
            <EmptyState
              icon={<IconListNumbers />}
              title={t.empty}
              action={
                <Button icon={<IconPlus />} onClick={() => focus(edits.add(null))}>
                  {t.emptyFirst}
                </Button>
              }
            >
              {t.keys}
            </EmptyState>
          ) : (
            <>
              <p className={s.hint}>{t.keys}</p>
              <ol className={s.rows}>
                {items.map(node => (
                  <AgendaRow
                    key={node.id}
                    doc={doc}
                    origin={origin}
                    tree={tree}
                    node={node}
                    time={plannedTime(props.startsAt, node)}
                    steps={steps.get(node.id) ?? noSteps}
                    made={[props.participants, props.presenterOf(node.id), ...props.madeOf(node.id)]}
                    acts={acts}
                    dragged={dragged}
                    presenter={
                      <PresenterPicker
                        meeting={props.meeting}
                        item={node.id}
                        presenter={props.presenterOf(node.id)}
                        participants={props.participants}
                      />
                    }
                    papers={props.papers(node.id)}
                    paperAct={props.paperAct(node.id)}
                    around={row => props.around(node.id, node.title || t.untitled, row)}
                  />
                ))}
              </ol>
              <div className={s.foot}>
                <span>{t.total(total, formatTime(localMoment(addMinutes(props.startsAt, total))))}</span>
                {overrun > 0 ? <span className={s.over}>{t.overrun(overrun)}</span> : null}
              </div>
            </>
          )}
        </Card>
        {props.children}
      </div>
      <DragOverlay dropAnimation={null}>{dragged ? <div className={s.overlay}>{nameOf(dragged.data)}</div> : null}</DragOverlay>
    </DndContext>
  )
}

/** Made once: new options would draw every row again. A click on the handle is no drag. */
const byPointer = { activationConstraint: { distance: 6 } }
const byKeys = { coordinateGetter: nextZone }

const noSteps: Steps = { up: false, down: false, nest: false, outdent: false }
const heightOf = (node: AgendaNode): number => node.children.reduce((most, child) => Math.max(most, 1 + heightOf(child)), 0)

/** [G5] The steps of every item, in one walk. */
function stepsOf(tree: readonly AgendaNode[]): ReadonlyMap<AgendaItemId, Steps> {
  const found = new Map<AgendaItemId, Steps>()
  const walk = (siblings: readonly AgendaNode[]) => {
    for (const [index, node] of siblings.entries()) {
      const nest = index > 0 && node.depth + 1 + heightOf(node) < maxDepth
      found.set(node.id, { up: index > 0, down: index + 1 < siblings.length, nest, outdent: node.parent !== null })
      walk(node.children)
    }
  }
  walk(tree)
  return found
}

/** What moved is drawn anew within this time, or it did not move. */
const redrawnWithinMs = 1000

/** Puts the caret into the title of an item once its row is drawn, and keeps the focus on a handle that the keyboard moved elsewhere. */
function useRowFocus() {
  const field = useRef<HTMLDivElement>(null)
  const wanted = useRef<{ readonly selector: string; readonly not: Element | null; readonly until: number } | null>(null)
  const [, again] = useState(0)
  // After every drawing: the wanted row may be there now.
  useEffect(() => {
    const want = wanted.current
    if (!want) return
    if (performance.now() > want.until) wanted.current = null
    const found = field.current?.querySelector<HTMLElement>(want.selector)
    if (!found || found === want.not) return
    wanted.current = null
    if (document.activeElement !== found) found.focus()
  })
  const focus = useCallback((item: AgendaItemId) => {
    wanted.current = { selector: `[data-item="${item}"] textarea`, not: null, until: Number.POSITIVE_INFINITY }
    again(count => count + 1)
  }, [])
  const followHandle = useCallback((event: DragEndEvent) => {
    const { target } = event.activatorEvent
    if (!(event.activatorEvent instanceof KeyboardEvent) || !(target instanceof Element)) return
    const handle = target.closest('[data-handle]')
    const selector = `[data-handle="${handle?.getAttribute('data-handle')}"]`
    if (handle) wanted.current = { selector, not: handle, until: performance.now() + redrawnWithinMs }
  }, [])
  return { field, focus, followHandle }
}
