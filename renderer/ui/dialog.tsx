import { IconX } from '@tabler/icons-react'
import { type CSSProperties, type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './button.tsx'
import { useNoticeHost } from './notices.tsx'
import s from './ui.module.css'

/**
 * A modal window on the browser's own <dialog>: focus stays inside, Esc goes one step back, focus returns to where it was.
 * With `onSubmit` its body is a form, so that Enter sends it. Draw it only while it is open.
 */
export function Dialog(props: {
  readonly title: string
  readonly closeWord: string
  readonly onClose: () => void
  readonly onSubmit?: () => void
  readonly footer?: ReactNode
  readonly width?: number
  /** Not closed by Esc or ✕ (a step that has to be taken). */
  readonly firm?: boolean
  readonly children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const takeNotices = useNoticeHost()
  useEffect(() => {
    const before = placeOf(document.activeElement)
    const element = dialog.current
    if (element && !element.open) {
      element.showModal()
      // The browser would start at the ✕; people start where the window says, at the first field, or at the first act below.
      const field =
        element.querySelector<HTMLElement>('[data-first]') ??
        element.querySelector<HTMLElement>(':is(input, textarea, select):not([tabindex="-1"], [disabled])')
      const start = field ?? element.querySelector<HTMLElement>('footer button') ?? element.querySelector<HTMLElement>('header + * button')
      start?.focus()
    }
    const leave = element ? takeNotices(element) : undefined
    return () => {
      leave?.()
      element?.close()
      backTo(before)
    }
  }, [takeNotices])
  const style = props.width ? ({ '--dialog-width': `${props.width}px` } as CSSProperties) : {}
  const inside = (
    <>
      <header className={s.dialogHead}>
        <h2 id={titleId}>{props.title}</h2>
        {props.firm ? null : (
          <IconButton label={props.closeWord} onClick={props.onClose}>
            <IconX />
          </IconButton>
        )}
      </header>
      <div className={s.dialogMain}>{props.children}</div>
      {props.footer ? <footer className={s.dialogFoot}>{props.footer}</footer> : null}
    </>
  )
  const submit = props.onSubmit
  return (
    <dialog
      ref={dialog}
      className={s.dialog}
      style={style}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        if (!props.firm) props.onClose()
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') event.stopPropagation()
      }}
    >
      {submit ? (
        <form
          className={s.dialogBody}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            submit()
            // What is wrong is put right where it is wrong.
            requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
          }}
        >
          {inside}
        </form>
      ) : (
        <div className={s.dialogBody}>{inside}</div>
      )}
    </dialog>
  )
}

const landmark = 'main, aside, header, nav, footer, dialog'
const focusable = ':is(button, a[href], input, select, textarea, [tabindex="0"]):not([disabled], [tabindex="-1"])'

/** An element and what lies around it, up to the part of the screen it belongs to. */
function placeOf(element: Element | null): readonly Element[] {
  const place: Element[] = []
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    place.push(at)
    if (at.matches(landmark)) break
  }
  return place
}

/** The focus goes to where it was; where that is gone or cannot be pressed any more, to what is nearest. */
function backTo(place: readonly Element[]): void {
  for (const at of place) {
    if (!at.isConnected) continue
    const target = at === place[0] ? at : at.querySelector(focusable)
    if (!(target instanceof HTMLElement)) continue
    target.focus()
    if (document.activeElement === target) return
  }
}
