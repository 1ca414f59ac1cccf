import { IconChevronDown, IconEye, IconFile, IconRotate2, IconRotateClockwise2, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'
import type { PageArrangement, ReadingView, Zoom } from '#core/shared-doc/state-doc.ts'
import { Menu, type MenuEntry, useText } from '../../ui/index.ts'
import { percentOf, zoomList } from './page-layout.ts'
import s from './reader.module.css'

export interface ViewActs {
  readonly onView: (change: Partial<ReadingView>) => void
  readonly onTurn: (direction: 1 | -1) => void
  readonly onFull: () => void
  readonly onZoom: (direction: 1 | -1) => void
  readonly onSize: (zoom: Zoom) => void
}

/** How pages lie and look, by words. `more`: what whoever composes the reader offers besides. */
export function ViewMenu(props: {
  readonly view: ReadingView
  readonly full: boolean
  readonly acts: ViewActs
  readonly more: readonly MenuEntry[]
  readonly button: Ref<HTMLButtonElement>
}) {
  const text = useText().readerView
  const { view, acts } = props
  const arrangements = Object.keys(text.arrangement) as PageArrangement[]
  const entries: MenuEntry[] = [
    ...arrangements.map((arrangement, index) => ({
      key: arrangement,
      label: text.arrangement[arrangement],
      chosen: view.arrangement === arrangement,
      ...(index === 0 ? { heading: text.arrange } : {}),
      onPick: () => acts.onView({ arrangement })
    })),
    {
      key: 'night',
      label: text.night,
      on: view.night,
      shortcut: 'D',
      heading: text.look,
      onPick: () => acts.onView({ night: !view.night })
    },
    { key: 'full', label: text.full, on: props.full, shortcut: 'F', onPick: acts.onFull },
    { key: 'right', label: text.turnRight, icon: <IconRotateClockwise2 />, shortcut: 'R', onPick: () => acts.onTurn(1) },
    { key: 'left', label: text.turnLeft, icon: <IconRotate2 />, shortcut: 'Shift+R', onPick: () => acts.onTurn(-1) },
    ...props.more
  ]
  return (
    <MenuButton
      button={props.button}
      label={text.viewHint}
      word={text.view}
      icon={<IconEye />}
      entries={entries}
      menu={text.view}
      wordHides
    />
  )
}

/** The size now, and the usual ones. */
export function SizeMenu(props: { readonly scale: number; readonly zoom: Zoom; readonly acts: ViewActs }) {
  const text = useText().readerView
  const { zoom, acts } = props
  const percent = percentOf(props.scale)
  const entries: MenuEntry[] = [
    { key: 'width', label: text.fitWidth, shortcut: '0', chosen: zoom === 'width', onPick: () => acts.onSize('width') },
    { key: 'page', label: text.fitPage, shortcut: '9', chosen: zoom === 'page', onPick: () => acts.onSize('page') },
    ...zoomList.map(one => ({ key: String(one), label: text.percent(one * 100), chosen: zoom === one, onPick: () => acts.onSize(one) })),
    { key: 'in', label: text.zoomIn, icon: <IconZoomIn />, shortcut: '+', onPick: () => acts.onZoom(1) },
    { key: 'out', label: text.zoomOut, icon: <IconZoomOut />, shortcut: '−', onPick: () => acts.onZoom(-1) }
  ]
  return <MenuButton label={text.size(percent)} word={text.percent(percent)} entries={entries} menu={text.sizes} />
}

/** What can be done with the paper as a file; nothing where there is nothing. */
export function FileMenu(props: { readonly entries: readonly MenuEntry[] }) {
  const text = useText().readerView
  if (props.entries.length === 0) return null
  return <MenuButton label={text.fileHint} word={text.file} icon={<IconFile />} entries={props.entries} menu={text.file} wordHides />
}

function MenuButton(props: {
  readonly label: string
  readonly word: string
  readonly menu: string
  readonly entries: readonly MenuEntry[]
  readonly icon?: ReactNode
  /** Where the reader is narrow the icon speaks alone. */
  readonly wordHides?: boolean
  readonly button?: Ref<HTMLButtonElement>
}) {
  return (
    <Menu
      label={props.menu}
      entries={props.entries}
      trigger={
        <button ref={props.button} type="button" className={s.menuButton} aria-label={props.label} title={props.label}>
          {props.icon}
          <span className={props.wordHides ? s.menuWord : undefined}>{props.word}</span>
          <IconChevronDown className={s.chevron} />
        </button>
      }
    />
  )
}
