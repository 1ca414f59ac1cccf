import { IconChecklist, IconFileText, IconMicrophone2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Floor, speakerOf, waitingOf } from '#core/floor/floor.ts'
import type { UserId } from '#core/ids.ts'
import { useNotice, useText } from '../../ui/index.ts'
import s from './taking-part.module.css'

export interface SimpleBarProps {
  readonly me: UserId
  readonly floor: Floor
  /** Number of the item that is on. */
  readonly number: string | null
  readonly onPapers: () => void
  readonly onFloor: () => void
  /** The vote at hand; null while there is none. */
  readonly onVote: (() => void) | null
}

/** Three large buttons for whoever wants no more of the screen: papers, speak, vote. Under each its state in a word. */
export function SimpleBar(props: SimpleBarProps) {
  const t = useText().takingPart
  const notice = useNotice()
  const place = waitingOf(props.floor).findIndex(({ user }) => user === props.me) + 1
  const speaking = speakerOf(props.floor)?.user === props.me
  const { onVote } = props
  return (
    <nav className={s.bar} aria-label={t.bar}>
      <Large
        icon={<IconFileText />}
        word={t.papers}
        under={props.number ? t.papersOf(props.number) : t.papersAll}
        onClick={props.onPapers}
      />
      <Large
        icon={<IconMicrophone2 />}
        word={t.speak}
        under={speaking ? t.speaking : place > 0 ? t.waiting(place) : t.speakHint}
        lit={speaking || place > 0}
        onClick={props.onFloor}
      />
      <Large
        icon={<IconChecklist />}
        word={t.vote}
        under={onVote ? t.voteOpen : t.voteNone}
        lit={onVote !== null}
        onClick={onVote ?? (() => notice({ text: t.voteNoneLong }))}
      />
    </nav>
  )
}

function Large(props: {
  readonly icon: ReactNode
  readonly word: string
  readonly under: string
  readonly lit?: boolean
  readonly onClick: () => void
}) {
  return (
    <button type="button" className={s.large} data-lit={props.lit ?? false} onClick={props.onClick}>
      {props.icon}
      <span>
        <b>{props.word}</b>
        <small>{props.under}</small>
      </span>
    </button>
  )
}
