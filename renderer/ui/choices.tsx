import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import s from './ui.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: ReactNode
}

interface Props<T extends string> {
  /** What is chosen here, read aloud. */
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onPick: (value: T) => void
  readonly wide?: boolean
}

/** Tabs: one panel of several. `panelId(value)` ties each tab to its panel where the caller draws one. */
export function Tabs<T extends string>(props: Props<T> & { readonly panelId?: (value: T) => string }) {
  return (
    <Row {...props} role="tablist">
      {choice => ({
        role: 'tab',
        'aria-selected': choice.value === props.value,
        ...(props.panelId ? { 'aria-controls': props.panelId(choice.value) } : {})
      })}
    </Row>
  )
}

/** One of a few values, all in sight. */
export function Choices<T extends string>(props: Props<T>) {
  return (
    <Row {...props} role="radiogroup">
      {choice => ({ role: 'radio', 'aria-checked': choice.value === props.value })}
    </Row>
  )
}

function Row<T extends string>(
  props: Props<T> & { readonly role: string; readonly children: (choice: Choice<T>) => Record<string, unknown> }
) {
  const row = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = props.choices.findIndex(choice => choice.value === props.value)
    const index = (at + step + props.choices.length) % props.choices.length
    const next = props.choices[index]
    if (!next) return
    props.onPick(next.value)
    row.current?.querySelectorAll('button')[index]?.focus()
  }
  const group = { role: props.role, 'aria-label': props.label, onKeyDown }
  return (
    <div ref={row} className={s.choices} data-wide={props.wide ?? false} {...group}>
      {props.choices.map(choice => (
        <button
          key={choice.value}
          type="button"
          className={s.choice}
          tabIndex={choice.value === props.value ? 0 : -1}
          onClick={() => props.onPick(choice.value)}
          {...props.children(choice)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
