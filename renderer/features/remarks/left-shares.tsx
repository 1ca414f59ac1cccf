import { useMemo } from 'react'
import { openCopy } from '#core/remark/mark-copy.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readRemarks } from '#core/shared-doc/remarks-doc.ts'
import { useSession } from '../../session/session.ts'
import { useEachRoom } from '../../sync/index.ts'
import { Card, useText } from '../../ui/index.ts'
import { RemarkCard } from './remark-card.tsx'
import s from './remarks.module.css'

/** [N5] What I shared in meetings I take part in no more: others still read it, and I still withdraw it. Nothing where there is none. */
export function LeftShares() {
  const { me } = useSession()
  const text = useText().remarks
  const user = me.user.id
  const [shares] = useEachRoom(
    useMemo(() => [{ kind: 'shares', user } as const], [user]),
    readRemarks
  )
  const [meetings] = useEachRoom(
    useMemo(() => [{ kind: 'inbox', user } as const], [user]),
    readMeetings
  )
  const left = useMemo(() => {
    if (!shares || !meetings) return []
    const mine = new Set(meetings.map(({ meeting }) => meeting))
    return shares.flatMap(remark => {
      const opened = remark.by === user && !mine.has(remark.meeting) ? openCopy(remark.mark) : null
      return opened ? [{ ...remark, opened }] : []
    })
  }, [shares, meetings, user])
  if (left.length === 0) return null
  return (
    <Card aria-label={text.leftTitle}>
      <h2>{text.leftTitle}</h2>
      <p>{text.leftHint}</p>
      <div className={s.left}>
        {left.map(remark => (
          <RemarkCard
            key={remark.remark}
            remark={remark}
            isNew={false}
            rights={{ answer: false, withdraw: true, hide: false }}
            onJump={null}
          />
        ))}
      </div>
    </Card>
  )
}
