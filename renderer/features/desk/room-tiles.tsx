import type { ReactNode } from 'react'
import type { Floor } from '#core/floor/floor.ts'
import type { UserId } from '#core/ids.ts'
import { personStates } from '#core/seating/live.ts'
import { useText } from '../../ui/index.ts'
import s from './desk.module.css'
import type { DeskView } from './desk-props.ts'

/** Everybody of the meeting as small tiles, each saying in a word how they are. `voted`: how each stands in the vote at hand, where there is one. */
export function RoomTiles(
  props: Pick<DeskView, 'participants' | 'attendance'> & {
    readonly floor: Floor
    /** [J6] Who comes in whose place. */
    readonly standsFor: ReadonlyMap<UserId, UserId>
    readonly voted?: (user: UserId) => string | null
    readonly act?: ReactNode
  }
) {
  const all = useText()
  const t = all.desk
  const insteadOf = (user: UserId): string => {
    const name = props.participants.find(one => one.user === props.standsFor.get(user))?.name
    return name ? all.attendance.standsForName(name) : ''
  }
  const shown = props.participants.filter(({ role }) => role !== 'secretary')
  const present = shown.filter(({ user }) => props.attendance.get(user)?.state === 'present').length
  const stateOf = personStates(props.attendance, props.floor)
  const wordOf = (user: UserId): string => {
    const state = stateOf(user)
    if (state === 'away') return t.states[props.attendance.get(user)?.state ?? 'absent']
    return state === 'speaks' ? t.speaks : state === 'wants' ? t.wants : state === 'remote' ? t.remote : t.states[state]
  }
  return (
    <section className={s.room} aria-label={t.room}>
      <div className={s.roomHead}>
        <h2>{t.room}</h2>
        <span className={s.legend}>{t.counts.present(present)}</span>
        <span className={s.soft}>{t.counts.missing(shown.length - present)}</span>
        {props.act}
      </div>
      {/* Scrolls by keyboard too when a hall is full. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <ul className={s.tiles} tabIndex={0} aria-label={t.room}>
        {shown.map(who => {
          const [state, word] = [stateOf(who.user), wordOf(who.user)]
          const vote = props.voted?.(who.user) ?? null
          const instead = insteadOf(who.user)
          const title = [who.name, who.title, instead, word].filter(Boolean).join(' · ')
          return (
            <li key={who.user} className={s.tile} data-state={state} title={title}>
              <b>{who.name}</b>
              {instead ? <span className={s.instead}>{instead}</span> : null}
              <span>{vote ?? word}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
