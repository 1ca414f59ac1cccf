import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../../ui/index.ts'
import type { OutlineEntry } from './paper-outline.ts'
import type { OpenPaper } from './pdf-engine.ts'
import s from './side-panel.module.css'

interface Row {
  readonly entry: OutlineEntry
  readonly level: number
  readonly parent: string | null
}

/** Fewer lines than this are all shown at once. */
const openAll = 40
const count = (entries: readonly OutlineEntry[]): number => entries.reduce((sum, entry) => sum + 1 + count(entry.entries), 0)
const withParts = (entries: readonly OutlineEntry[]): readonly string[] =>
  entries.flatMap(entry => (entry.entries.length > 0 ? [entry.key, ...withParts(entry.entries)] : []))

function rowsOf(entries: readonly OutlineEntry[], open: ReadonlySet<string>, level = 1, parent: string | null = null): readonly Row[] {
  return entries.flatMap(entry => [
    { entry, level, parent },
    ...(open.has(entry.key) ? rowsOf(entry.entries, open, level + 1, entry.key) : [])
  ])
}

/** The table of contents of the file as a tree: arrows walk and unfold, Enter goes there. */
export function Outline(props: { readonly paper: OpenPaper; readonly onPick: (entry: OutlineEntry) => void }) {
  const { paper } = props
  const text = useText().readerView.panel
  const [entries, setEntries] = useState<readonly OutlineEntry[] | null>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState<string | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let gone = false
    paper.outline().then(
      found => {
        if (gone) return
        setEntries(found)
        setAt(found[0]?.key ?? null)
        setOpen(new Set(count(found) <= openAll ? withParts(found) : []))
      },
      () => !gone && setEntries([])
    )
    return () => {
      gone = true
    }
  }, [paper])
  const rows = useMemo(() => rowsOf(entries ?? [], open), [entries, open])
  if (!entries) return <p className={s.words} aria-busy="true" />
  if (entries.length === 0) return <p className={s.words}>{text.noOutline}</p>
  const fold = (key: string, unfolded: boolean): void => {
    const next = new Set(open)
    if (unfolded) next.add(key)
    else next.delete(key)
    setOpen(next)
  }
  const go = (key: string | undefined | null): void => {
    if (!key) return
    setAt(key)
    tree.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = rows.findIndex(row => row.entry.key === at)
    const row = rows[index]
    if (!row || event.altKey || event.ctrlKey) return
    const { key, entries: parts } = row.entry
    if (event.key === 'ArrowDown') go(rows[index + 1]?.entry.key)
    else if (event.key === 'ArrowUp') go(rows[index - 1]?.entry.key)
    else if (event.key === 'Home') go(rows[0]?.entry.key)
    else if (event.key === 'End') go(rows.at(-1)?.entry.key)
    else if (event.key === 'ArrowRight') {
      if (parts.length > 0 && !open.has(key)) fold(key, true)
      else go(parts[0]?.key)
    } else if (event.key === 'ArrowLeft') {
      if (open.has(key)) fold(key, false)
      else go(row.parent)
    } else if (event.key === 'Enter' || event.key === ' ') props.onPick(row.entry)
    else return
    event.preventDefault()
  }
  return (
    <div className={s.scroll}>
      <div ref={tree} role="tree" aria-label={text.outline} className={s.tree} onKeyDown={onKeyDown}>
        {rows.map(({ entry, level }) => {
          const unfolded = open.has(entry.key)
          return (
            <button
              key={entry.key}
              type="button"
              role="treeitem"
              className={s.line}
              data-key={entry.key}
              aria-level={level}
              aria-selected={entry.key === at}
              {...(entry.entries.length > 0 ? { 'aria-expanded': unfolded } : {})}
              tabIndex={entry.key === at ? 0 : -1}
              style={{ paddingLeft: 6 + (level - 1) * 16 }}
              onClick={event => {
                setAt(entry.key)
                if (event.target instanceof Element && event.target.closest('[data-fold]')) fold(entry.key, !unfolded)
                else props.onPick(entry)
              }}
            >
              {entry.entries.length > 0 ? (
                <span className={s.fold} data-fold="">
                  {unfolded ? <IconChevronDown /> : <IconChevronRight />}
                </span>
              ) : (
                <span className={s.fold} />
              )}
              <span>{entry.title}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
