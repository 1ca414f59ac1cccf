import { IconArrowRight } from '@tabler/icons-react'
import type { MeetingId } from '#core/ids.ts'
import type { Vote } from '#core/vote/vote.ts'
import { Button, goTo, Tag, useText } from '../../ui/index.ts'
import s from './vote.module.css'

/** A vote of a meeting that is not on the screen: one line, and the way there. */
export function VoteElsewhere(props: { readonly meeting: MeetingId; readonly title: string; readonly vote: Vote }) {
  const t = useText().vote
  const { vote } = props
  return (
    <section className={`${s.card} ${s.small} ${s.elsewhere}`} aria-label={t.title}>
      <Tag tone="on">● {vote.state === 'called' ? t.calledTag : t.forms[vote.form]}</Tag>
      <span className={s.smallText} role="status">
        <strong title={vote.subject}>{vote.subject}</strong>
        <span className={s.soft} title={props.title}>
          {props.title}
        </span>
      </span>
      <Button kind="primary" icon={<IconArrowRight />} onClick={() => goTo({ kind: 'meeting', meeting: props.meeting, paper: null })}>
        {t.goThere}
      </Button>
    </section>
  )
}
