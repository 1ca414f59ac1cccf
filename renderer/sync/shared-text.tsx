import { type CSSProperties, type KeyboardEvent, type RefCallback, useCallback, useEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { Field } from '../ui/fields.tsx'
import s from '../ui/ui.module.css'
import { changeBetween, type Delta, movedCaret } from './text-diff.ts'

export interface SharedTextProps {
  /** Null while the room is loading or when what it belonged to is gone: the field is drawn, disabled. */
  readonly text: Y.Text | null
  readonly label: string
  readonly hideLabel?: boolean
  readonly hint?: string
  readonly error?: string
  readonly placeholder?: string
  readonly maxLength?: number
  readonly readOnly?: boolean
  /** From useUndo, so that what is typed can be undone. */
  readonly origin?: unknown
  readonly autoFocus?: boolean
  /** Without frame and visible label, in the type around it: text that stands like a heading until it is focused. */
  readonly bare?: boolean
  readonly className?: string
  readonly style?: CSSProperties
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  readonly onFocus?: () => void
  readonly onBlur?: () => void
}

type Control = HTMLInputElement | HTMLTextAreaElement

/**
 * Binds a control to shared text key by key, as an effect on the element itself: React never writes its value. Telex, VNI and other input
 * methods compose undisturbed: until a word is finished nothing is read from the field and nothing of others is written into it.
 */
function bindText(element: Control, text: Y.Text, origin: unknown, grown: () => void): () => void {
  let composing = false
  let writing = false
  /** What the field showed when the person began, and what others did to the text since. */
  let base = text.toString()
  let meanwhile: Delta[] = []
  element.value = base
  grown()

  const show = (start: number, end: number) => {
    base = text.toString()
    element.value = base
    if (document.activeElement === element) element.setSelectionRange(start, end)
    grown()
  }
  const onText = (event: Y.YTextEvent) => {
    if (writing) return
    if (composing) {
      meanwhile.push(event.delta)
      return
    }
    show(movedCaret(element.selectionStart ?? 0, event.delta), movedCaret(element.selectionEnd ?? 0, event.delta))
  }
  const read = () => {
    if (composing) return
    const caret = element.selectionEnd ?? element.value.length
    const change = changeBetween(base, element.value, caret)
    if (change && text.doc) {
      const through = (index: number) => meanwhile.reduce((at, delta) => movedCaret(at, delta), index)
      const index = through(change.index)
      const remove = Math.max(0, through(change.index + change.remove) - index)
      writing = true
      text.doc.transact(() => {
        if (remove > 0) text.delete(index, remove)
        if (change.insert) text.insert(index, change.insert)
      }, origin)
      writing = false
      if (meanwhile.length > 0) show(index + change.insert.length, index + change.insert.length)
    } else if (meanwhile.length > 0) {
      const at = meanwhile.reduce((place, delta) => movedCaret(place, delta), caret)
      show(at, at)
    }
    meanwhile = []
    base = element.value
    grown()
  }
  const onStart = () => {
    composing = true
  }
  const onEnd = () => {
    composing = false
    read()
  }
  text.observe(onText)
  element.addEventListener('input', read)
  element.addEventListener('compositionstart', onStart)
  element.addEventListener('compositionend', onEnd)
  return () => {
    if (composing) onEnd()
    text.unobserve(onText)
    element.removeEventListener('input', read)
    element.removeEventListener('compositionstart', onStart)
    element.removeEventListener('compositionend', onEnd)
  }
}

function useBoundControl(text: Y.Text | null, origin: unknown, grown: (element: Control) => void): RefCallback<Control> {
  const element = useRef<Control | null>(null)
  const grownNow = useRef(grown)
  grownNow.current = grown
  useEffect(() => {
    const control = element.current
    if (!control) return
    if (text) return bindText(control, text, origin, () => grownNow.current(control))
    control.value = ''
    return
  }, [text, origin])
  return useCallback((control: Control | null) => {
    element.current = control
  }, [])
}

const noGrowth = () => {}
const growToContent = (element: Control) => {
  element.style.height = 'auto'
  element.style.height = `${element.scrollHeight + 2}px`
}

/** A line of shared text. */
export function SharedTextInput(props: SharedTextProps) {
  const ref = useBoundControl(props.text, props.origin, noGrowth)
  return <Framed {...props}>{wiring => <input type="text" ref={ref} {...wiring} {...common(props)} />}</Framed>
}

/** Several lines of shared text; grows with what is in it. */
export function SharedTextArea(props: SharedTextProps & { readonly rows?: number }) {
  const ref = useBoundControl(props.text, props.origin, growToContent)
  return <Framed {...props}>{wiring => <textarea ref={ref} rows={props.rows ?? 3} {...wiring} {...common(props)} />}</Framed>
}

/** Drawn by a shadow of the same words, so that forty titles cost no forty measurements. */
const growByShadow = (element: Control) => {
  if (element.parentElement) element.parentElement.dataset.words = element.value
}

/** One line of shared text that takes as many lines on the screen as it needs: a title. Line ends never get into it. */
export function SharedTitle(props: SharedTextProps) {
  const ref = useBoundControl(props.text, props.origin, growByShadow)
  return (
    <span className={s.grow}>
      <textarea
        ref={ref}
        rows={1}
        aria-label={props.label}
        {...common({ ...props, bare: true })}
        onKeyDown={event => {
          props.onKeyDown?.(event)
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault()
        }}
        onPaste={event => {
          const pasted = event.clipboardData.getData('text/plain')
          if (!/[\r\n]/.test(pasted)) return
          event.preventDefault()
          // The one way to insert that the field's own undo knows.
          document.execCommand('insertText', false, pasted.trim().replace(/\s*[\r\n]+\s*/g, ' '))
        }}
      />
    </span>
  )
}

function common(props: SharedTextProps) {
  const { placeholder, maxLength, style, onKeyDown, onFocus, onBlur } = props
  return {
    disabled: props.text === null,
    readOnly: props.readOnly ?? false,
    spellCheck: false,
    autoFocus: props.autoFocus ?? false,
    className: [props.bare ? s.bareInput : s.input, props.className].filter(Boolean).join(' '),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(style === undefined ? {} : { style }),
    ...(onKeyDown ? { onKeyDown } : {}),
    ...(onFocus ? { onFocus } : {}),
    ...(onBlur ? { onBlur } : {})
  }
}

function Framed(props: SharedTextProps & { readonly children: (wiring: Record<string, unknown>) => React.ReactNode }) {
  if (props.bare) return props.children({ 'aria-label': props.label })
  return (
    <Field label={props.label} hint={props.hint} error={props.error} hideLabel={props.hideLabel ?? false}>
      {wiring => props.children({ ...wiring })}
    </Field>
  )
}
