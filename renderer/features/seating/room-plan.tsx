import { IconArmchair } from '@tabler/icons-react'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import type { PersonState } from '#core/seating/live.ts'
import { type SeatingPlan, seatOf } from '#core/seating/seating.ts'
import { Button, goTo, useText } from '../../ui/index.ts'
import { SeatGrid, type Sitter } from './seat-grid.tsx'
import s from './seating.module.css'

export interface RoomPlanProps {
  readonly meeting: MeetingId
  readonly plan: SeatingPlan
  readonly participants: ReadonlyMap<UserId, Participant>
  /** [J6] Who comes in whose place. */
  readonly standsFor: ReadonlyMap<UserId, UserId>
  readonly stateOf: (user: UserId) => PersonState
  /** Of those who may vote in the vote at hand, whether they have; null: there is none, or they may not. */
  readonly votedOf: (user: UserId) => boolean | null
  /** May be drawn anew by whoever looks at it. */
  readonly mayEdit: boolean
}

/** What is drawn on the seat of a person of this meeting. */
export function sitterOf({ participants, standsFor, stateOf, votedOf }: Omit<RoomPlanProps, 'plan' | 'mayEdit' | 'meeting'>) {
  return (user: UserId): Sitter | null => {
    const who = participants.get(user)
    const instead = standsFor.get(user)
    const standsForName = (instead && participants.get(instead)?.name) ?? null
    return who ? { name: who.name, standsFor: standsForName, state: stateOf(user), voted: votedOf(user) } : null
  }
}

/** [SE4] The room while the meeting is on: who sits where, who is here, who wants to speak, who has voted. */
export function RoomPlan(props: RoomPlanProps) {
  const t = useText().seating
  const sitter = sitterOf(props)
  const { participants, plan } = props
  const present = [...participants.keys()].filter(user => !['away', 'unknown'].includes(props.stateOf(user))).length
  const standing = [...participants.keys()].filter(user => seatOf(plan, user) === null).length
  return (
    <section className={s.room} aria-label={t.title}>
      <div className={s.roomHead}>
        <h2>{t.title}</h2>
        <span className={s.good}>{t.present(present)}</span>
        {standing > 0 ? <span className={s.soft}>{t.standing(standing)}</span> : null}
        {props.mayEdit ? (
          <Button
            kind="bare"
            className={s.editPlan ?? ''}
            icon={<IconArmchair />}
            onClick={() => goTo({ kind: 'meeting', meeting: props.meeting, paper: null, screen: 'seating' })}
          >
            {t.edit}
          </Button>
        ) : null}
      </div>
      <div className={s.roomScroll}>
        <SeatGrid plan={plan} sitter={sitter} />
      </div>
    </section>
  )
}
