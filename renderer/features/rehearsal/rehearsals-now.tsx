import { IconSchool } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { meetingsShape, paths } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import { Button, Card, goTo, Tag, useText } from '../../ui/index.ts'

/** Rehearsals are in no list that reaches this computer by itself, so the server is asked while the page is looked at. */
const askEveryMs = 30_000

/** [RE2] The rehearsals I may enter now; nothing while there are none. */
export function RehearsalsNow() {
  const t = useText().rehearsal
  const { api } = useSession()
  const [rehearsals, setRehearsals] = useState<readonly MeetingSummary[]>([])
  useEffect(() => {
    let gone = false
    const ask = async () => {
      if (document.visibilityState === 'hidden') return
      const answer = await api.call('GET', paths.rehearsals, meetingsShape)
      if (!gone && answer.ok) setRehearsals(answer.value.meetings)
    }
    void ask()
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [api])
  return rehearsals.map(({ meeting, title }) => (
    <Card key={meeting} tone="dashed" aria-label={title}>
      <div>
        <Tag tone="attention" icon={<IconSchool aria-hidden="true" />}>
          {t.now}
        </Tag>
      </div>
      <h2>{title}</h2>
      <p>{t.nowHint}</p>
      <div>
        <Button onClick={() => goTo({ kind: 'meeting', meeting, paper: null })}>{t.enter}</Button>
      </div>
    </Card>
  ))
}
