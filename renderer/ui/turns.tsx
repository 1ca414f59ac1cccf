import type { ReactNode } from 'react'
import { Avatar, EmptyState } from './basics.tsx'
import s from './turns.module.css'

/**
 * A column of people, as those who take turns; `foot` stays in sight below it. Empty parts are left away. `plain`: what is in it keeps its own
 * margins.
 */
export function TurnPanel(props: {
  readonly children: ReactNode
  readonly foot: ReactNode
  readonly below?: ReactNode
  readonly plain?: boolean
}) {
  return (
    <div className={s.panel}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard also where nothing in it can be pressed */}
      <div className={s.scroll} data-plain={props.plain ?? false} tabIndex={0}>
        {props.children}
      </div>
      {props.foot ? <div className={s.foot}>{props.foot}</div> : null}
      {props.below}
    </div>
  )
}

/** Nobody is in it: where there is little room, without the picture. */
export function TurnNobody(props: { readonly icon: ReactNode; readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={s.nobody}>
      <EmptyState {...props} />
    </div>
  )
}

/** Whose turn it is. */
export function TurnNow(props: { readonly title: string; readonly clock: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={s.now} aria-label={props.title}>
      <header className={s.nowHead}>
        <h3>{props.title}</h3>
        {props.clock}
      </header>
      {props.children}
    </section>
  )
}

/** The clock of a turn; `word` says in what state it is. Seconds are not read aloud. */
export function TurnClock(props: { readonly time: string; readonly state?: string; readonly word?: string | null }) {
  return (
    <p className={s.clock} data-state={props.state}>
      <span aria-hidden="true">{props.time}</span>
      {props.word ? <span role="status">{props.word}</span> : null}
    </p>
  )
}

/** The two ways a turn comes to its end. */
export const TurnEnds = ({ children }: { readonly children: ReactNode }) => <div className={s.ends}>{children}</div>

/** The acts of whoever keeps the list, below it. */
export const TurnKeeper = ({ children }: { readonly children: ReactNode }) => <div className={s.keeper}>{children}</div>

/** What it is about, where the acts come before it. */
export const TurnWords = ({ children }: { readonly children: ReactNode }) => <p className={s.said}>{children}</p>

/** Those who wait, in their order. */
export function TurnList(props: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className={s.heading}>{props.heading}</h3>
      <ol className={s.list}>{props.children}</ol>
    </section>
  )
}

/** Those whose turn is over, folded away unless nothing else is there. */
export function TurnsDone(props: { readonly heading: string; readonly open: boolean; readonly children: ReactNode }) {
  return (
    <details className={s.done} open={props.open}>
      <summary>{props.heading}</summary>
      <ol className={s.list}>{props.children}</ol>
    </details>
  )
}

/** One of them. `led`: whoever looks at it leads, and has the acts beside the name. */
export function TurnRow(props: { readonly mine: boolean; readonly led?: boolean; readonly children: ReactNode }) {
  return (
    <li className={s.row} data-mine={props.mine} data-led={props.led ?? false}>
      {props.children}
    </li>
  )
}

/** Who it is, what stands under the name, and what they said it is about. */
export function TurnPerson(props: { readonly name: string; readonly under: ReactNode; readonly said: string; readonly more?: ReactNode }) {
  return (
    <span className={s.who}>
      <Avatar name={props.name} size={36} />
      <span>
        <span className={s.name}>{props.name}</span>
        <span className={s.under} title={typeof props.under === 'string' ? props.under : undefined}>
          {props.under}
        </span>
        {props.more}
        {props.said ? (
          <span className={s.said} title={props.said}>
            {props.said}
          </span>
        ) : null}
      </span>
    </span>
  )
}

/** When it was, and for how long. */
export const TurnTook = ({ children }: { readonly children: ReactNode }) => <span className={s.took}>{children}</span>

/** What can be done with one of them. */
export const TurnActs = ({ children }: { readonly children: ReactNode }) => <span className={s.acts}>{children}</span>
