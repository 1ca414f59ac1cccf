import { Menu as MantineMenu } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import s from './ui.module.css'

export interface MenuEntry {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onPick: () => void
}

/** A button that opens a list of acts; arrows, Enter and Esc work. `trigger` is the button. */
export function Menu(props: { readonly trigger: ReactElement; readonly entries: readonly MenuEntry[]; readonly label: string }) {
  return (
    <MantineMenu
      shadow="none"
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      withinPortal
      zIndex={400}
      classNames={{ dropdown: s.menu ?? '', item: s.menuItem ?? '' }}
    >
      <MantineMenu.Target>{props.trigger}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={props.label}>
        {props.entries.map(entry => (
          <MantineMenu.Item
            key={entry.key}
            leftSection={entry.icon}
            disabled={entry.disabled ?? false}
            data-tone={entry.danger ? 'danger' : 'plain'}
            onClick={entry.onPick}
          >
            {entry.label}
          </MantineMenu.Item>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}
