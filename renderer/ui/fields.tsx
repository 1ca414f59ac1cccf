import { IconEye, IconEyeOff } from '@tabler/icons-react'
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
  useState
} from 'react'
import { ErrorLine } from './basics.tsx'
import { IconButton } from './button.tsx'
import s from './ui.module.css'

export interface FieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** The sentence shown under the field; undefined when all is well. */
  readonly error?: string | undefined
  /** The label is only read aloud, not drawn (where a heading says it already). */
  readonly hideLabel?: boolean
}

interface Wiring {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

/** Label, hint and error around one control; the control gets its wiring. */
export function Field(props: FieldProps & { readonly children: (wiring: Wiring) => ReactNode; readonly side?: ReactNode }) {
  const id = useId()
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const wiring: Wiring = {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(props.error ? { 'aria-invalid': true as const } : {})
  }
  return (
    <div className={s.field}>
      <label htmlFor={id} className={props.hideLabel ? 'visually-hidden' : undefined}>
        {props.label}
      </label>
      {props.hint ? (
        <span className={s.hint} id={`${id}-hint`}>
          {props.hint}
        </span>
      ) : null}
      <div className={s.box} data-invalid={props.error !== undefined}>
        {props.children(wiring)}
        {props.side}
      </div>
      {props.error ? <ErrorLine id={`${id}-error`}>{props.error}</ErrorLine> : null}
    </div>
  )
}

const split = <P extends FieldProps>({ label, hint, error, hideLabel, ...rest }: P) => ({
  field: { label, hint, error, hideLabel: hideLabel ?? false },
  rest
})

/** A line of text. */
export function TextField(props: FieldProps & InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> }) {
  const { field, rest } = split(props)
  return <Field {...field}>{wiring => <input type="text" {...rest} {...wiring} className={s.input} />}</Field>
}

/** Narrows a list as one types; its label is only read aloud. Enter in it does not send the form around it. */
export function SearchField(props: { readonly label: string; readonly value: string; readonly onFind: (query: string) => void }) {
  const { label, value, onFind } = props
  return (
    <TextField
      label={label}
      hideLabel
      placeholder={label}
      type="search"
      value={value}
      onChange={event => onFind(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') event.preventDefault()
      }}
    />
  )
}

/** Several lines of text. */
export function TextAreaField(props: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { field, rest } = split(props)
  return <Field {...field}>{wiring => <textarea rows={4} {...rest} {...wiring} className={s.input} />}</Field>
}

/** A password with a way to see it. `showLabel`/`hideLabelText` name the eye. */
export function PasswordField(
  props: FieldProps & InputHTMLAttributes<HTMLInputElement> & { readonly showWord: string; readonly hideWord: string }
) {
  const [shown, setShown] = useState(false)
  const { showWord, hideWord, ...others } = props
  const { field, rest } = split(others)
  const eye = (
    <IconButton label={shown ? hideWord : showWord} onClick={() => setShown(!shown)}>
      {shown ? <IconEyeOff /> : <IconEye />}
    </IconButton>
  )
  return (
    <Field {...field} side={eye}>
      {wiring => <input {...rest} {...wiring} type={shown ? 'text' : 'password'} className={s.input} />}
    </Field>
  )
}

/** One of a few known values. */
export function SelectField<T extends string>(
  props: FieldProps &
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
      readonly value: T
      readonly options: readonly { readonly value: T; readonly label: string }[]
      readonly onPick: (value: T) => void
    }
) {
  const { options, onPick, value, ...others } = props
  const { field, rest } = split(others)
  return (
    <Field {...field}>
      {wiring => (
        <select
          {...rest}
          {...wiring}
          className={s.input}
          value={value}
          onChange={event => {
            const picked = options.find(option => option.value === event.target.value)
            if (picked) onPick(picked.value)
          }}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Yes or no. */
export function CheckField(props: {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onCheck: (checked: boolean) => void
  readonly disabled?: boolean
}) {
  return (
    <label className={s.check}>
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled ?? false}
        onChange={event => props.onCheck(event.target.checked)}
      />
      <span>{props.label}</span>
      {props.hint ? <span className={s.hint}>{props.hint}</span> : null}
    </label>
  )
}
