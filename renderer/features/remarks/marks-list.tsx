import { IconFilter, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import { type MarkColour, markColours } from '#core/mark/mark.ts'
import { sharedKinds } from '#core/remark/mark-copy.ts'
import type { ListRow, MarkFilter } from '#core/remark/mark-list.ts'
import { noFilter } from '#core/remark/mark-list.ts'
import { Button, IconButton, SelectField, useText } from '../../ui/index.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import s from './remarks.module.css'

const any = 'any'

/** Words to look for, what else to filter by, how many are left, and printing. */
export function MarksFilter(props: {
  readonly filter: MarkFilter
  readonly onFilter: (filter: MarkFilter) => void
  readonly shown: number
  readonly all: number
  /** Mine can be shared or not; others' always are. */
  readonly withSharing: boolean
  readonly onPrint: () => void
}) {
  const text = useText().remarks
  const colours = useText().reader.marks.colour
  const [open, setOpen] = useState(false)
  const { filter, onFilter } = props
  const narrowed = filter.kind !== null || filter.colour !== null || filter.shared !== null
  return (
    <div className={s.filter}>
      <div className={s.find}>
        <input
          type="search"
          aria-label={text.find}
          placeholder={text.findShort}
          value={filter.words}
          onChange={event => onFilter({ ...filter, words: event.target.value })}
        />
        <IconButton label={narrowed ? text.filterOn : text.filter} pressed={narrowed} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconFilter />
        </IconButton>
        <IconButton label={text.print} disabled={props.shown === 0} onClick={props.onPrint}>
          <IconPrinter />
        </IconButton>
      </div>
      {open ? (
        <div className={s.selects}>
          <SelectField
            label={text.kind}
            value={filter.kind ?? any}
            options={[{ value: any, label: text.anyKind }, ...sharedKinds.map(value => ({ value, label: text.kinds[value] ?? value }))]}
            onPick={kind => onFilter({ ...filter, kind: kind === any ? null : kind })}
          />
          <SelectField<MarkColour | typeof any>
            label={text.colour}
            value={filter.colour ?? any}
            options={[{ value: any, label: text.anyColour }, ...markColours.map(value => ({ value, label: colours[value] }))]}
            onPick={colour => onFilter({ ...filter, colour: colour === any ? null : colour })}
          />
          {props.withSharing ? (
            <SelectField<'any' | 'shared' | 'private'>
              label={text.sharing}
              value={filter.shared === null ? any : filter.shared ? 'shared' : 'private'}
              options={[
                { value: any, label: text.anySharing },
                { value: 'shared', label: text.sharedOnly },
                { value: 'private', label: text.privateOnly }
              ]}
              onPick={shared => onFilter({ ...filter, shared: shared === any ? null : shared === 'shared' })}
            />
          ) : null}
        </div>
      ) : null}
      <p className={s.count} role="status">
        {text.shown(props.shown, props.all)}
        {narrowed || filter.words ? (
          <Button kind="bare" onClick={() => onFilter(noFilter)}>
            {text.clearFilter}
          </Button>
        ) : null}
      </p>
    </div>
  )
}

/** A long list of marks under the titles of their papers and pages; only what is in sight is drawn. */
export function MarksRows<T>(props: {
  readonly rows: readonly ListRow<T>[]
  readonly titleOf: (paper: PaperId) => string
  readonly keyOf: (row: Extract<ListRow<T>, { kind: 'mark' }>) => string
  readonly card: (row: Extract<ListRow<T>, { kind: 'mark' }>) => ReactNode
  readonly inSight?: { readonly key: string } | null
}) {
  const text = useText().remarks
  return (
    <VirtualRows
      items={props.rows}
      estimate={96}
      inSight={props.inSight ?? null}
      keyOf={row => (row.kind === 'mark' ? props.keyOf(row) : row.kind === 'page' ? `${row.paper} ${row.page}` : row.paper)}
      row={row =>
        row.kind === 'paper' ? (
          <h3 className={s.paperTitle}>{props.titleOf(row.paper)}</h3>
        ) : row.kind === 'page' ? (
          <h4 className={s.pageTitle}>{text.pageTitle(row.page)}</h4>
        ) : (
          <div className={s.row}>{props.card(row)}</div>
        )
      }
    />
  )
}
