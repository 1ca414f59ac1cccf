import { IconFileText, IconFolder, IconUserShare } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import type { FolderId, PaperId } from '#core/ids.ts'
import type { PaperVersion } from '#core/paper/paper.ts'
import { formatPlace, Menu, type MenuEntry, type Place, shortDate, useLanguage, useText } from '../../ui/index.ts'
import { formatSize } from './format-size.ts'
import s from './personal.module.css'
import type { Row } from './rows.ts'

/** What is dragged from one place of mine to another. */
export type Dragged = { readonly paper: PaperId } | { readonly folder: FolderId }

const dragType = 'application/x-hopso-personal'

/** Lets something of mine be dropped here; the words for assistive tools are those of the menu, which does the same. */
export function usePlaceForDrop(onDrop: ((what: Dragged) => void) | null) {
  const [over, setOver] = useState(false)
  if (!onDrop) return { over: false, handlers: {} }
  const carries = (event: DragEvent) => event.dataTransfer.types.includes(dragType)
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!carries(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        if (!carries(event)) return
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        onDrop(JSON.parse(event.dataTransfer.getData(dragType)) as Dragged)
      }
    }
  }
}

/** One folder or paper: a link to what it holds, and a menu with everything that can be done with it. */
export function PersonalRow(props: {
  readonly row: Row
  readonly entries: readonly MenuEntry[]
  /** Its file is on this computer. */
  readonly held: boolean
  readonly keeping: boolean
  readonly onDrop: ((what: Dragged) => void) | null
}) {
  const { row } = props
  const text = useText()
  const t = text.personal
  const language = useLanguage()
  const drop = usePlaceForDrop(row.kind === 'folder' ? props.onDrop : null)
  const about = (version: PaperVersion) => [
    t.pages(version.pages),
    formatSize(version.bytes, text, language),
    shortDate(text.app.dates, version.addedAt)
  ]
  const here = props.keeping ? t.keeping : props.held ? t.kept : t.notKept
  const shown = ((): { name: string; facts: readonly string[]; place: Place; dragged: Dragged | null } => {
    switch (row.kind) {
      case 'folder':
        return {
          name: row.folder.name,
          facts: [row.where, t.folderPapers(row.papers)],
          place: { kind: 'documents', folder: row.folder.folder, shared: false, paper: null },
          dragged: { folder: row.folder.folder }
        }
      case 'paper':
        return {
          name: row.paper.title,
          facts: [row.where, ...about(row.paper.version), row.paper.readers.length > 0 ? t.sharedWith(row.paper.readers.length) : '', here],
          place: { kind: 'documents', folder: null, shared: false, paper: row.paper.paper },
          dragged: { paper: row.paper.paper }
        }
      case 'shared':
        return {
          name: row.shared.title,
          facts: [t.sharedBy(row.shared.ownerName), ...about({ ...row.shared.version, addedAt: row.shared.since }), here],
          place: { kind: 'documents', folder: null, shared: false, paper: row.shared.paper },
          dragged: null
        }
    }
  })()
  const Icon = row.kind === 'folder' ? IconFolder : row.kind === 'shared' ? IconUserShare : IconFileText
  return (
    <div className={s.row} data-over={drop.over} {...drop.handlers}>
      <a
        className={s.link}
        href={formatPlace(shown.place)}
        draggable={shown.dragged !== null}
        onDragStart={event => {
          if (!shown.dragged) return
          event.dataTransfer.setData(dragType, JSON.stringify(shown.dragged))
          event.dataTransfer.effectAllowed = 'move'
        }}
      >
        <Icon aria-hidden="true" />
        <span className={s.words}>
          <span className={s.name}>{shown.name}</span>
          <span className={s.facts}>{shown.facts.filter(Boolean).join(' · ')}</span>
        </span>
      </a>
      <Menu label={t.menu(shown.name)} entries={props.entries} />
    </div>
  )
}
