import { IconAlertCircle } from '@tabler/icons-react'
import type { CSSProperties, HTMLAttributes, ReactNode } from 'react'
import s from './ui.module.css'

export type Tone = 'plain' | 'on' | 'good' | 'attention' | 'action'

/** A state as a word in a coloured pill; the word carries the meaning, never the colour alone. */
export function Tag(props: { readonly tone?: Tone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={s.tag} data-tone={props.tone ?? 'plain'}>
      {props.icon}
      {props.children}
    </span>
  )
}

/** A sheet on the desk. `on`: with the red line of what is going on now. */
export function Card({ tone, className, ...rest }: HTMLAttributes<HTMLElement> & { readonly tone?: 'plain' | 'on' | 'dashed' }) {
  return <section {...rest} data-tone={tone ?? 'plain'} className={[s.card, className].filter(Boolean).join(' ')} />
}

/** Two letters in a circle: last part of the family name order, as Vietnamese names are abbreviated. */
export function Avatar(props: { readonly name: string; readonly size?: number }) {
  const size: CSSProperties = props.size ? { width: props.size, height: props.size } : {}
  return (
    <span className={s.avatar} style={size} aria-hidden="true">
      {initials(props.name)}
    </span>
  )
}

/** First letters of the first and the last word: "Hồ Thị Thương" → "HT". */
export function initials(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u).filter(Boolean)
  const first = words[0]?.charAt(0) ?? ''
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''
  return (first + last).toLocaleUpperCase('vi')
}

/** Grey shapes of the true layout while it is being fetched; shows nothing for the first 100 ms. */
export function Skeleton(props: { readonly width?: number | string; readonly height?: number | string }) {
  return <div className={s.skeleton} aria-hidden="true" style={{ width: props.width ?? '100%', height: props.height ?? '1.2em' }} />
}

/** How far something is, 0…1, always with words beside it. */
export function Progress(props: { readonly value: number; readonly label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, props.value)) * 100)
  return (
    <div className={s.track} role="progressbar" aria-label={props.label} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
      <i style={{ width: `${percent}%` }} />
    </div>
  )
}

/** Says what will be here and offers the first step. */
export function EmptyState(props: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={s.empty}>
      {props.icon}
      <h3>{props.title}</h3>
      {props.children ? <p>{props.children}</p> : null}
      {props.action}
    </div>
  )
}

/** What was refused as a whole stands at the end of a form, which may be longer than the screen. */
const intoSight = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' })

/** What went wrong at this field or form, in a sentence. */
export function ErrorLine(props: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <p className={s.error} role="alert" {...(props.id ? { id: props.id } : { ref: intoSight })}>
      <IconAlertCircle aria-hidden="true" />
      <span>{props.children}</span>
    </p>
  )
}

/** A line across the screen that stays until its reason is gone. */
export function Banner(props: {
  readonly tone?: 'attention' | 'danger' | 'good'
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={s.banner} data-tone={props.tone ?? 'attention'} role="status">
      {props.icon}
      <span style={{ flex: 1 }}>{props.children}</span>
      {props.action}
    </div>
  )
}
