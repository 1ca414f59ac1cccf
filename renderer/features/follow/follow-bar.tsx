import { IconPresentationAnalytics } from '@tabler/icons-react'
import { IconButton, useText } from '../../ui/index.ts'
import s from './follow.module.css'
import type { Follow } from './use-follow.ts'

/** The bar at the foot of the paper: whom I follow, how to read alone, how to come back. Nothing while nobody leads. */
export function FollowBar({ follow }: { readonly follow: Follow }) {
  const text = useText().reader.follow
  const { mode, leader } = follow
  if (mode === 'leading') return <Bar sentence={text.leading(follow.followers)} act={text.stopLeading} onAct={follow.stopLeading} />
  if (!leader || mode === 'idle') return null
  if (mode === 'following')
    return (
      <Bar sentence={leader.isChair ? text.followingChair : text.followingPresenter(leader.name)} act={text.leave} onAct={follow.leave} />
    )
  const back = leader.isChair ? text.backToChair : text.backToPresenter(leader.name)
  return (
    <button type="button" className={s.back} onClick={follow.rejoin}>
      <IconPresentationAnalytics />
      <span>{back}</span>
      {leader.page === null ? null : <span className={s.soft}>{text.at(leader.page)}</span>}
    </button>
  )
}

function Bar(props: { readonly sentence: string; readonly act: string; readonly onAct: () => void }) {
  return (
    <div className={s.bar} role="status">
      <IconPresentationAnalytics />
      <span>{props.sentence}</span>
      <button type="button" onClick={props.onAct}>
        {props.act}
      </button>
    </div>
  )
}

/** For the chair and presenters: begins and ends leading, in the reader's toolbar. */
export function LeadButton({ follow }: { readonly follow: Follow }) {
  const text = useText().reader.follow
  if (!follow.mayLead) return null
  const leading = follow.mode === 'leading'
  return (
    <IconButton
      label={leading ? text.stopLeading : text.lead}
      withWord={false}
      pressed={leading}
      title={text.leadHint}
      onClick={leading ? follow.stopLeading : follow.lead}
    >
      <IconPresentationAnalytics />
      <span className={s.word}>{text.lead}</span>
    </IconButton>
  )
}

/** Where the leader points, drawn on that page while one follows. */
export function LeaderPointer(props: { readonly follow: Follow; readonly page: number }) {
  const text = useText().reader.follow
  const { mode, leader } = props.follow
  if (mode !== 'following' || !leader?.pointer || leader.page !== props.page) return null
  const { x, y } = leader.pointer
  return (
    <span className={s.pointer} style={{ left: `${x * 100}%`, top: `${y * 100}%` }} role="img" aria-label={text.pointerOf(leader.name)} />
  )
}
