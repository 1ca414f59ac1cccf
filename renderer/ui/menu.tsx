import { Menu as MantineMenu } from '@mantine/core'
import { IconCheck, IconDots } from '@tabler/icons-react'
import { type ComponentProps, Fragment, type MouseEvent, type ReactElement, type ReactNode, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import s from './ui.module.css'

export interface MenuEntry {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  readonly danger?: boolean
  readonly disabled?: boolean
  /** One of several, of which one is chosen: whether it is this one. */
  readonly chosen?: boolean
  /** A switch: whether it is on. */
  readonly on?: boolean
  /** The key that does the same. */
  readonly shortcut?: string
  /** Words above it: a group begins here. */
  readonly heading?: string
  /** `detail` is 0 when it was picked by keyboard. */
  readonly onPick: (event: { readonly detail: number }) => void
}

/** What does not fit above or below the button scrolls. */
const middlewares: NonNullable<ComponentProps<typeof MantineMenu>['middlewares']> = {
  flip: true,
  shift: true,
  size: {
    padding: 8,
    apply: ({ availableHeight, elements }) => {
      elements.floating.style.maxHeight = `${Math.max(leastPx, availableHeight)}px`
    }
  }
}
const leastPx = 180

/**
 * A button that opens a list of acts; arrows, Enter and Esc work. `trigger` is the button: three dots with the label unless told. `busy`: an act
 * is still under way and another would not be taken; nothing can be picked until it is done.
 */
export function Menu(props: {
  readonly trigger?: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly label: string
  readonly busy?: boolean
}) {
  const list = useRef<HTMLDivElement>(null)
  const [comesBack, setComesBack] = useState(true)
  // Before what was picked happens: it may put the focus where one goes on, and a window gives it back to where it was.
  const toTrigger = () => {
    setComesBack(false)
    document.getElementById(list.current?.getAttribute('aria-labelledby') ?? '')?.focus({ preventScroll: true })
  }
  return (
    <MantineMenu
      shadow="none"
      returnFocus={comesBack}
      onOpen={() => setComesBack(true)}
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      withinPortal
      withInitialFocusPlaceholder={false}
      middlewares={middlewares}
      zIndex={400}
      classNames={{
        dropdown: s.menu ?? '',
        item: s.menuItem ?? '',
        label: s.menuLabel ?? '',
        itemLabel: s.menuWords ?? '',
        itemIndicator: s.menuTick ?? ''
      }}
    >
      <MantineMenu.Target>
        {props.trigger ?? (
          <IconButton label={props.label}>
            <IconDots />
          </IconButton>
        )}
      </MantineMenu.Target>
      <MantineMenu.Dropdown ref={list} aria-label={props.label}>
        {props.entries.map(entry => (
          <Fragment key={entry.key}>
            {entry.heading ? <MantineMenu.Label>{entry.heading}</MantineMenu.Label> : null}
            <Item entry={entry} busy={props.busy ?? false} beforePick={toTrigger} />
          </Fragment>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

function Item({ entry, busy, beforePick }: { readonly entry: MenuEntry; readonly busy: boolean; readonly beforePick: () => void }) {
  const shared = {
    rightSection: entry.shortcut ? <kbd>{entry.shortcut}</kbd> : undefined,
    disabled: entry.disabled ?? false,
    // It keeps its focus meanwhile, so that keys go on where they are.
    'aria-disabled': busy || entry.disabled === true,
    closeMenuOnClick: !busy,
    onClick: (event: MouseEvent) => {
      if (busy) return
      beforePick()
      entry.onPick(event)
    },
    'data-tone': entry.danger ? 'danger' : 'plain'
  }
  const tick = <IconCheck />
  if (entry.chosen !== undefined)
    return (
      <MantineMenu.RadioItem {...shared} value={entry.key} checked={entry.chosen} checkIcon={tick}>
        {entry.label}
      </MantineMenu.RadioItem>
    )
  if (entry.on !== undefined)
    return (
      <MantineMenu.CheckboxItem {...shared} checked={entry.on} checkIcon={tick}>
        {entry.label}
      </MantineMenu.CheckboxItem>
    )
  return (
    <MantineMenu.Item {...shared} leftSection={entry.icon}>
      {entry.label}
    </MantineMenu.Item>
  )
}
