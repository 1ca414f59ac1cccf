import { type CSSProperties, type KeyboardEvent, type PointerEvent, type Ref, useRef, useState } from 'react'
import type { UserId } from '#core/ids.ts'
import type { PersonState } from '#core/seating/live.ts'
import { type SeatingPlan, type Spot, spotKey } from '#core/seating/seating.ts'
import { useText } from '../../ui/index.ts'
import s from './seating.module.css'

/** What of a person is drawn on a seat. */
export interface Sitter {
  readonly name: string
  /** [J6] The name of whom they come in place of; null: for themselves. */
  readonly standsFor: string | null
  readonly state: PersonState
  /** Whether they have voted in the vote at hand; null while there is none. */
  readonly voted: boolean | null
}

export interface SeatGridProps {
  readonly plan: SeatingPlan
  readonly sitter: (user: UserId) => Sitter | null
  /** Absent: it is only looked at. */
  readonly edit?: {
    readonly held: UserId | null
    readonly onCell: (row: number, column: number, by: 'press' | 'sweep') => void
    readonly onDelete: (row: number, column: number) => void
    readonly onPointerDown: (event: PointerEvent, row: number, column: number) => void
  }
  readonly ref?: Ref<HTMLDivElement>
}

/** Given name, the one people are called by; the whole name stands in the title. */
const givenName = (name: string): string => name.trim().split(/\s+/u).at(-1) ?? name

/** The room as a grid, its front above. By arrows one goes from square to square; one of them is in the order of the keyboard. */
export function SeatGrid(props: SeatGridProps) {
  const t = useText().seating
  const { plan, edit } = props
  const box = useRef<HTMLDivElement>(null)
  const first = [...plan.spots.values()].find(({ kind }) => kind === 'seat')
  const [at, setAt] = useState<readonly [number, number] | null>(null)
  const [row, column] = at && at[0] < plan.rows && at[1] < plan.columns ? at : [first?.row ?? 0, first?.column ?? 0]
  const go = (toRow: number, toColumn: number) => {
    const next = [Math.max(0, Math.min(plan.rows - 1, toRow)), Math.max(0, Math.min(plan.columns - 1, toColumn))] as const
    setAt(next)
    box.current?.querySelector<HTMLElement>(`[data-cell="${spotKey(...next)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (step) {
      event.preventDefault()
      go(row + (step[0] ?? 0), column + (step[1] ?? 0))
    } else if (edit && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault()
      edit.onDelete(row, column)
    }
  }
  const rows = Array.from({ length: plan.rows }, (_, n) => n)
  const columns = Array.from({ length: plan.columns }, (_, n) => n)
  return (
    <div className={s.plan} ref={props.ref}>
      <p className={s.front}>{t.front}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of squares, not a table of data */}
      <div
        ref={box}
        className={s.grid}
        role="grid"
        tabIndex={-1}
        aria-label={t.title}
        data-edit={edit !== undefined}
        style={{ '--columns': plan.columns, '--rows': plan.rows } as CSSProperties}
        onKeyDown={onKeyDown}
      >
        {rows.map(r => (
          // biome-ignore lint/a11y/useSemanticElements: a grid of squares, not a table of data
          // biome-ignore lint/a11y/useFocusableInteractive: its squares are what takes the focus
          <div key={r} role="row" className={s.gridRow}>
            {columns.map(c => (
              <Cell
                key={c}
                row={r}
                column={c}
                spot={plan.spots.get(spotKey(r, c)) ?? null}
                inOrder={r === row && c === column}
                onFocus={() => setAt([r, c])}
                {...props}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function Cell(
  props: SeatGridProps & {
    readonly row: number
    readonly column: number
    readonly spot: Spot | null
    readonly inOrder: boolean
    readonly onFocus: () => void
  }
) {
  const all = useText()
  const t = all.seating
  const { row, column, spot, edit } = props
  const sitter = spot?.user ? props.sitter(spot.user) : null
  const state = !sitter ? '' : sitter.voted === null ? t.states[sitter.state] : sitter.voted ? t.voted : t.notVoted
  const short = !sitter ? '' : sitter.voted === null ? t.short[sitter.state] : sitter.voted ? t.shortVoted : t.shortNotVoted
  const instead = sitter?.standsFor ? all.attendance.standsForName(sitter.standsFor) : ''
  const what = sitter ? sitter.name : spot?.kind === 'seat' ? t.freeSeat : spot?.kind === 'table' ? t.table : t.floor
  const label = t.seatOf(row + 1, column + 1, what, [instead, state].filter(Boolean).join(', '))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a square of the grid
    <div
      role="gridcell"
      tabIndex={props.inOrder ? 0 : -1}
      className={s.cell}
      data-cell={spotKey(row, column)}
      data-kind={spot?.kind ?? 'floor'}
      data-state={sitter?.state ?? (spot?.kind === 'seat' ? 'free' : 'none')}
      data-voted={sitter?.voted === true}
      data-held={edit !== undefined && spot?.user !== null && spot?.user !== undefined && spot.user === edit.held}
      aria-label={label}
      title={spot || edit ? label : undefined}
      onFocus={props.onFocus}
      onKeyDown={event => {
        if (!edit || (event.key !== ' ' && event.key !== 'Enter')) return
        event.preventDefault()
        edit.onCell(row, column, 'press')
      }}
      onClick={() => edit?.onCell(row, column, 'press')}
      onPointerDown={event => edit?.onPointerDown(event, row, column)}
      onPointerEnter={event => {
        if (edit && event.buttons === 1) edit.onCell(row, column, 'sweep')
      }}
    >
      {sitter ? (
        <>
          <b>
            <span className={s.full}>{sitter.name}</span>
            <span className={s.given}>{givenName(sitter.name)}</span>
          </b>
          {instead ? <small className={s.full}>{instead}</small> : null}
          <small>{short}</small>
        </>
      ) : null}
    </div>
  )
}
