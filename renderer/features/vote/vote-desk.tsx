import { voteAtHand } from '#core/vote/vote.ts'
import s from './vote.module.css'
import { VoteCard, type VoteCardProps } from './vote-card.tsx'
import { VotesCard, type VotesCardProps } from './votes-card.tsx'

/** The chair's part of the desk: the vote at hand with everything it takes to lead it, or those that can be opened next. */
export function VoteDesk(props: VoteCardProps & Pick<VotesCardProps, 'forms' | 'type'>) {
  const { record } = props
  return (
    <div className={s.desk}>
      <VoteCard {...props} inline />
      {voteAtHand(record) ? null : <VotesCard {...props} item={record.course.item ?? 'all'} withGeneral few={3} />}
    </div>
  )
}
