import { Tooltip } from '@mantine/core'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import s from './ui.module.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one act of the screen; `bare`: like a link. */
  readonly kind?: 'primary' | 'quiet' | 'danger' | 'bare'
  readonly size?: 'normal' | 'large'
  readonly wide?: boolean
  /** Still at it: the button stays focusable, further presses do nothing. */
  readonly busy?: boolean
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button whose words say the act. */
export function Button({ kind = 'quiet', size = 'normal', wide, busy, icon, className, children, onClick, ...rest }: ButtonProps) {
  const classes = [s.button, s[kind], size === 'large' && s.large, wide && s.wide, className].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      data-busy={busy ?? false}
      aria-busy={busy ?? false}
      {...(busy ? { 'aria-disabled': true } : {})}
      onClick={event => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does: accessible name and tooltip. */
  readonly label: string
  readonly shortcut?: string
  /** For toggles; leaves the attribute away when undefined. */
  readonly pressed?: boolean
  /** The name is written beside the icon too. */
  readonly withWord?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** An icon with a name, a tooltip and, where there is one, its shortcut. */
export function IconButton({ label, shortcut, pressed, withWord, children, className, ...rest }: IconButtonProps) {
  return (
    <Hint label={label} {...(shortcut === undefined ? {} : { shortcut })} off={withWord === true && shortcut === undefined}>
      <button
        type="button"
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...rest}
        className={[s.icon, className].filter(Boolean).join(' ')}
      >
        {children}
        {withWord ? label : null}
      </button>
    </Hint>
  )
}

/** A short word beside what the pointer rests on or the keyboard stands on. */
export function Hint(props: { readonly label: string; readonly shortcut?: string; readonly off?: boolean; readonly children: ReactNode }) {
  const words = (
    <>
      {props.label}
      {props.shortcut ? <kbd>{props.shortcut}</kbd> : null}
    </>
  )
  return (
    <Tooltip
      label={words}
      disabled={props.off ?? false}
      openDelay={400}
      events={{ hover: true, focus: false, touch: false }}
      transitionProps={{ duration: 0 }}
      classNames={{ tooltip: s.tooltip ?? '' }}
      zIndex={600}
    >
      {props.children as never}
    </Tooltip>
  )
}
