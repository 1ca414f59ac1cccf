import { useMemo } from 'react'
import { openCopy } from '#core/remark/mark-copy.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readLoneAnswers, readRemarks } from '#core/shared-doc/remarks-doc.ts'
import { useSession } from '../../session/session.ts'
import { useEachRoom } from '../../sync/index.ts'
import { Card, useText } from '../../ui/index.ts'
import { AnswerRow } from './answer-row.tsx'
import { RemarkCard } from './remark-card.tsx'
import s from './remarks.module.css'

const readShares = (doc: Parameters<typeof readRemarks>[0]) => ({ remarks: readRemarks(doc), answers: readLoneAnswers(doc) })

/** [N5] What I shared, and answered, in meetings I take part in no more: others still read it, and I still withdraw it. Nothing where there is none. */
export function LeftShares() {
  const { me } = useSession()
  const text = useText().remarks
  const user = me.user.id
  const [shares] = useEachRoom(
    useMemo(() => [{ kind: 'shares', user } as const], [user]),
    readShares
  )
  const [meetings] = useEachRoom(
    useMemo(() => [{ kind: 'inbox', user } as const], [user]),
    readMeetings
  )
  const left = useMemo(() => {
    if (!shares || !meetings) return { remarks: [], answers: [] }
    const mine = new Set(meetings.map(({ meeting }) => meeting))
    const remarks = shares.remarks.flatMap(remark => {
      const opened = remark.by === user && !mine.has(remark.meeting) ? openCopy(remark.mark) : null
      return opened ? [{ ...remark, opened }] : []
    })
    return { remarks, answers: shares.answers.filter(({ meeting }) => !mine.has(meeting)) }
  }, [shares, meetings, user])
  if (left.remarks.length + left.answers.length === 0) return null
  return (
    <Card aria-label={text.leftTitle}>
      <h2>{text.leftTitle}</h2>
      <p>{text.leftHint}</p>
      <div className={s.left}>
        {left.remarks.map(remark => (
          <RemarkCard
            key={remark.remark}
            remark={remark}
            isNew={false}
            rights={{ answer: false, withdraw: true, hide: false }}
            onJump={null}
          />
        ))}
        {left.answers.length > 0 ? (
          <section className={s.leftAnswers}>
            <h3>{text.leftAnswers}</h3>
            <ol className={s.answers} aria-label={text.leftAnswers}>
              {left.answers.map(answer => (
                <AnswerRow key={answer.answer} answer={answer} mayTake />
              ))}
            </ol>
          </section>
        ) : null}
      </div>
    </Card>
  )
}
