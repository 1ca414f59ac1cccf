import { IconArmchair, IconArrowBackUp, IconArrowForwardUp, IconLayoutGridAdd, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import type { UserId } from '#core/ids.ts'
import {
  mostColumns,
  mostRows,
  type SpotChanges,
  type SpotKind,
  seatEverybody,
  seated,
  seatOf,
  seatsOf,
  spotKey
} from '#core/seating/seating.ts'
import { changeSeating, replaceSeating, resizeSeating } from '#core/shared-doc/seating-doc.ts'
import { matchesQuery } from '#core/text/fold.ts'
import type { SharedDoc, Undo } from '../../sync/index.ts'
import { Avatar, Button, Choices, EmptyState, IconButton, TextField, useNotice, useText } from '../../ui/index.ts'
import bar from '../../ui/screen-bar.module.css'
import { ScreenBar } from '../../ui/screen-bar.tsx'
import { DrawDialog, type EarlierRoom } from './draw-dialog.tsx'
import { type RoomPlanProps, sitterOf } from './room-plan.tsx'
import { SeatGrid } from './seat-grid.tsx'
import s from './seating.module.css'
import { useDrag } from './use-drag.ts'

export interface SeatingScreenProps extends RoomPlanProps {
  readonly title: string
  readonly doc: SharedDoc
  readonly undo: Undo
  readonly earlier: readonly EarlierRoom[]
  readonly save: ReactNode
  readonly tools?: ReactNode
  readonly banners?: ReactNode
}

const tools = ['people', 'seat', 'table', 'clear'] as const
type Tool = (typeof tools)[number]
const drawn: Readonly<Record<Exclude<Tool, 'people' | 'clear'>, SpotKind>> = { seat: 'seat', table: 'table' }

/** The seating plan of a meeting: drawn and filled by whoever prepares it, looked at by everybody else. Long because drawing, seating by hand and by keyboard share one state. */
export function SeatingScreen(props: SeatingScreenProps) {
  const t = useText().seating
  const notice = useNotice()
  const { plan, participants, doc, undo, mayEdit } = props
  const sitter = sitterOf(props)
  const [tool, setTool] = useState<Tool>('people')
  const [held, setHeld] = useState<UserId | null>(null)
  const [drawing, setDrawing] = useState(false)
  const [query, setQuery] = useState('')
  const [said, setSaid] = useState('')
  const root = useRef<HTMLDivElement>(null)
  const change = (changes: SpotChanges) => {
    undo.endStep()
    changeSeating(doc, changes, undo.origin)
  }
  const nameOf = (user: UserId) => participants.get(user)?.name ?? ''
  const seats = seatsOf(plan)
  const unseated = [...participants.values()].filter(({ user }) => seatOf(plan, user) === null)

  const place = (user: UserId, row: number, column: number) => {
    const changes = seated(plan, user, row, column)
    setHeld(null)
    if (changes.size === 0) return
    change(changes)
    setSaid(t.placed(nameOf(user), row + 1, column + 1))
  }
  const takeOff = (user: UserId) => {
    const seat = seatOf(plan, user)
    setHeld(null)
    if (!seat) return
    change(new Map([[spotKey(seat.row, seat.column), { ...seat, user: null }]]))
    setSaid(t.removed(nameOf(user)))
  }
  const drag = useDrag((user, over) => {
    if (over.cell) place(user, ...over.cell)
    else if (over.list) takeOff(user)
  })
  const hold = (user: UserId | null) => {
    setHeld(user)
    if (user) setSaid(t.held(nameOf(user)))
  }
  const onCell = (row: number, column: number, by: 'press' | 'sweep') => {
    if (drag.hasJustDragged()) return
    const spot = plan.spots.get(spotKey(row, column)) ?? null
    if (tool === 'people') {
      if (by === 'sweep') return
      if (held && spot?.kind === 'seat' && spot.user !== held) place(held, row, column)
      else hold(held || !spot?.user ? null : spot.user)
      return
    }
    const kind = tool === 'clear' ? null : drawn[tool]
    if (kind === null ? spot === null : spot?.kind === kind) return
    change(new Map([[spotKey(row, column), kind && { row, column, kind, user: null }]]))
  }
  const onDelete = (row: number, column: number) => {
    const spot = plan.spots.get(spotKey(row, column))
    if (spot?.user) takeOff(spot.user)
    else if (spot) change(new Map([[spotKey(row, column), null]]))
  }
  const resize = (rows: number, columns: number) => resizeSeating(doc, rows, columns, undo.origin)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole screen
    <div
      ref={root}
      className={s.screen}
      onKeyDown={event => {
        if (event.key === 'Escape' && held) setHeld(null)
        else if (mayEdit && (event.ctrlKey || event.metaKey) && !(event.target instanceof HTMLInputElement)) {
          const key = event.key.toLowerCase()
          if (key === 'z' && !event.shiftKey) undo.undo()
          else if (key === 'y' || key === 'z') undo.redo()
          else return
          event.preventDefault()
        }
      }}
    >
      <ScreenBar meeting={props.meeting} back={t.back} title={t.title} of={props.title}>
        {props.save}
        {props.tools}
      </ScreenBar>
      <div className={bar.banners}>{props.banners}</div>
      {plan.spots.size === 0 ? (
        <EmptyState
          icon={<IconArmchair />}
          title={t.none}
          action={
            mayEdit ? (
              <Button kind="primary" icon={<IconLayoutGridAdd />} onClick={() => setDrawing(true)}>
                {t.draw}
              </Button>
            ) : null
          }
        >
          {mayEdit ? t.noneHint : t.noneMember}
        </EmptyState>
      ) : (
        <div className={s.work} data-edit={mayEdit}>
          {mayEdit ? (
            <aside className={s.people} aria-label={t.unseated(unseated.length)} data-unseated="true">
              <h2>{unseated.length > 0 ? t.unseated(unseated.length) : t.allSeated}</h2>
              {unseated.length > 0 ? (
                <>
                  <Button
                    wide
                    icon={<IconUsers />}
                    onClick={() => change(seatEverybody(plan, participants.values()))}
                    disabled={seats.every(({ user }) => user !== null)}
                  >
                    {t.everybody}
                  </Button>
                  {unseated.length > 8 ? (
                    <TextField
                      label={t.filter}
                      hideLabel
                      placeholder={t.filter}
                      value={query}
                      onChange={event => setQuery(event.currentTarget.value)}
                    />
                  ) : null}
                  <ul className={s.list}>
                    {unseated
                      .filter(({ name }) => matchesQuery(name, query))
                      .map(({ user, name, title }) => (
                        <li key={user}>
                          <button
                            type="button"
                            className={s.person}
                            aria-pressed={held === user}
                            onPointerDown={event => drag.begin(event, user)}
                            onClick={() => {
                              if (drag.hasJustDragged()) return
                              setTool('people')
                              hold(held === user ? null : user)
                            }}
                          >
                            <Avatar name={name} size={32} />
                            <span>
                              {name}
                              <small>{title}</small>
                            </span>
                          </button>
                        </li>
                      ))}
                  </ul>
                </>
              ) : null}
            </aside>
          ) : null}
          <main className={s.main}>
            {mayEdit ? (
              <div className={s.toolbar}>
                <Choices<Tool>
                  label={t.tools}
                  value={tool}
                  choices={tools.map(value => ({ value, label: t.tool[value] }))}
                  onPick={next => {
                    setTool(next)
                    setHeld(null)
                  }}
                />
                <span className={s.sizes}>
                  <Size
                    word={t.rowsShort}
                    less={t.removeRow}
                    more={t.addRow}
                    value={plan.rows}
                    most={mostRows}
                    onPick={rows => resize(rows, plan.columns)}
                  />
                  <Size
                    word={t.columnsShort}
                    less={t.removeColumn}
                    more={t.addColumn}
                    value={plan.columns}
                    most={mostColumns}
                    onPick={columns => resize(plan.rows, columns)}
                  />
                </span>
                <IconButton label={t.undo} shortcut="Ctrl+Z" disabled={!undo.canUndo} onClick={undo.undo}>
                  <IconArrowBackUp />
                </IconButton>
                <IconButton label={t.redo} shortcut="Ctrl+Y" disabled={!undo.canRedo} onClick={undo.redo}>
                  <IconArrowForwardUp />
                </IconButton>
                <Button kind="bare" onClick={() => setDrawing(true)}>
                  {t.drawAgain}
                </Button>
              </div>
            ) : null}
            <p className={s.hint}>
              {mayEdit ? `${held ? t.held(nameOf(held)) : t.toolHints[tool]} ` : ''}
              <b>{t.seats(seats.filter(({ user }) => user !== null).length, seats.length)}</b>
            </p>
            <div className={s.gridBox}>
              <SeatGrid
                plan={plan}
                sitter={sitter}
                {...(mayEdit
                  ? {
                      edit: {
                        held,
                        onCell,
                        onDelete,
                        onPointerDown: (event, row, column) => {
                          const user = plan.spots.get(spotKey(row, column))?.user
                          if (tool === 'people') {
                            if (user) drag.begin(event, user)
                          } else {
                            if (event.target instanceof Element && event.target.hasPointerCapture(event.pointerId))
                              event.target.releasePointerCapture(event.pointerId)
                            onCell(row, column, 'sweep')
                          }
                        }
                      }
                    }
                  : {})}
              />
            </div>
            <p className="visually-hidden" role="status">
              {said}
            </p>
          </main>
        </div>
      )}
      {drag.dragged ? (
        <span className={s.ghost} style={{ left: drag.dragged.x, top: drag.dragged.y }} aria-hidden="true">
          {nameOf(drag.dragged.user)}
        </span>
      ) : null}
      {drawing ? (
        <DrawDialog
          again={plan.spots.size > 0}
          earlier={props.earlier}
          takesPart={user => participants.has(user)}
          onDraw={next => {
            replaceSeating(doc, next, undo.origin)
            setDrawing(false)
            if (plan.spots.size > 0) notice({ text: t.drawAfter, action: { label: t.undo, onPick: undo.undo } })
          }}
          onClose={() => setDrawing(false)}
        />
      ) : null}
    </div>
  )
}

/** One more or one less of something. */
function Size(props: {
  readonly word: string
  readonly less: string
  readonly more: string
  readonly value: number
  readonly most: number
  readonly onPick: (value: number) => void
}) {
  return (
    <span className={s.size}>
      <span className={s.sizeWord}>{props.word}</span>
      <IconButton label={props.less} disabled={props.value <= 1} onClick={() => props.onPick(props.value - 1)}>
        −
      </IconButton>
      <span aria-hidden="true">{props.value}</span>
      <IconButton label={props.more} disabled={props.value >= props.most} onClick={() => props.onPick(props.value + 1)}>
        +
      </IconButton>
    </span>
  )
}
