import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Card, EmptyState, Skeleton } from './basics.tsx'
import { Button } from './button.tsx'
import { TextField } from './fields.tsx'
import s from './list-page.module.css'
import { VirtualRows } from './virtual-rows.tsx'

const skeletonRows = [0, 1, 2, 3, 4, 5]

/** A place that is one long list: what narrows it and its one act on top, rows below, and a sentence where there are none. */
export function ListPage<T>(props: {
  /** What stands before the filter, e.g. tabs. */
  readonly choice?: ReactNode
  readonly filter: { readonly label: string; readonly hint: string; readonly query: string; readonly onQuery: (query: string) => void }
  /** How many are shown, in words. */
  readonly count: string
  readonly act?: ReactNode
  /** What went wrong, above the list. */
  readonly failure?: ReactNode
  /** Null while they are being fetched; undefined when they could not be. */
  readonly items: readonly T[] | null | undefined
  readonly keyOf: (item: T) => string
  /** Height of a row before it is measured, px. */
  readonly estimate: number
  readonly row: (item: T) => ReactNode
  /** Nothing matches what was typed. */
  readonly noneFound: { readonly title: string; readonly hint: string; readonly clear: string }
  /** There is nothing at all. */
  readonly empty: ReactNode
}) {
  const { filter, items } = props
  return (
    <div className={s.page}>
      <div className={s.tools}>
        {props.choice}
        <div className={s.filter}>
          <TextField
            label={filter.label}
            hideLabel
            type="search"
            placeholder={filter.hint}
            value={filter.query}
            onChange={event => filter.onQuery(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Escape' || !filter.query) return
              event.stopPropagation()
              filter.onQuery('')
            }}
          />
        </div>
        <span className={s.count} aria-live="polite">
          {items ? props.count : ''}
        </span>
        {props.act}
      </div>
      {props.failure}
      {items === null ? (
        <Card aria-busy="true">
          {skeletonRows.map(row => (
            <Skeleton key={row} height={48} />
          ))}
        </Card>
      ) : items === undefined ? null : items.length > 0 ? (
        <div className={s.list}>
          <VirtualRows
            items={items}
            keyOf={props.keyOf}
            estimate={props.estimate}
            row={(item, index) => <div className={index > 0 ? s.ruled : undefined}>{props.row(item)}</div>}
          />
        </div>
      ) : (
        <Card>
          {filter.query ? (
            <EmptyState
              icon={<IconSearch aria-hidden="true" />}
              title={props.noneFound.title}
              action={<Button onClick={() => filter.onQuery('')}>{props.noneFound.clear}</Button>}
            >
              {props.noneFound.hint}
            </EmptyState>
          ) : (
            props.empty
          )}
        </Card>
      )}
    </div>
  )
}
