import { type Floor, speakerOf, waitingOf } from '#core/floor/floor.ts'
import type { UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { useText } from '../../ui/index.ts'
import s from './desk.module.css'
import type { DeskView } from './desk-props.ts'

type TileState = 'speaks' | 'wants' | 'remote' | 'present' | 'away' | 'unknown'

/** Everybody of the meeting as small tiles, each saying in a word how they are. `voted`: how each stands in the vote at hand, where there is one. */
export function RoomTiles(
  props: Pick<DeskView, 'participants' | 'attendance'> & { readonly floor: Floor; readonly voted?: (user: UserId) => string | null }
) {
  const t = useText().desk
  const speaker = speakerOf(props.floor)?.user
  const waiting = new Set(waitingOf(props.floor).map(({ user }) => user))
  const shown = props.participants.filter(({ role }) => role !== 'secretary')
  const present = shown.filter(({ user }) => props.attendance.get(user)?.state === 'present').length
  const stateOf = ({ user }: Participant): readonly [TileState, string] => {
    const known = props.attendance.get(user)
    if (user === speaker) return ['speaks', t.speaks]
    if (waiting.has(user)) return ['wants', t.wants]
    if (known?.state !== 'present') return known ? ['away', t.states[known.state]] : ['unknown', t.states.unknown]
    return known.place === 'remote' ? ['remote', t.remote] : ['present', t.states.present]
  }
  return (
    <section className={s.room} aria-label={t.room}>
      <div className={s.roomHead}>
        <h2>{t.room}</h2>
        <span className={s.legend}>{t.counts.present(present)}</span>
        <span className={s.soft}>{t.counts.missing(shown.length - present)}</span>
      </div>
      {/* Scrolls by keyboard too when a hall is full. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <ul className={s.tiles} tabIndex={0} aria-label={t.room}>
        {shown.map(who => {
          const [state, word] = stateOf(who)
          const vote = props.voted?.(who.user) ?? null
          return (
            <li key={who.user} className={s.tile} data-state={state} title={[who.name, who.title, word].filter(Boolean).join(' · ')}>
              <b>{who.name}</b>
              <span>{vote ?? word}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
