import { IconUsers } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { paths, type SignedIn, signedInShape } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import { SessionLine } from '../../session/session-line.tsx'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Banner, Button, Card, EmptyState, Skeleton, useNotice, useText } from '../../ui/index.ts'
import s from './administration.module.css'

/** [H5] Who of the people I manage is signed in where, and the way to end it. */
export function SignedInPeople() {
  const { api } = useSession()
  const text = useText()
  const words = text.access
  const notice = useNotice()
  const [sessions, setSessions] = useState<readonly SignedIn[] | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [busy, setBusy] = useState(false)
  const load = useCallback(async () => {
    const answer = await api.call('GET', paths.signedIn, signedInShape)
    setFailure(answer.ok ? null : answer.reason)
    if (answer.ok) setSessions(answer.value.sessions)
  }, [api])
  useEffect(() => {
    void load()
  }, [load])
  const end = async ({ session, name }: SignedIn) => {
    setBusy(true)
    const answer = await api.call('DELETE', paths.signedInSession(session), z.null())
    setBusy(false)
    if (answer.ok || answer.reason === 'not-found') notice({ text: words.signedIn.ended(name) })
    else notice({ text: text.reasons[answer.reason], stayMs: 15_000 })
    await load()
  }
  if (failure)
    return (
      <Banner tone="danger" action={<Button onClick={() => void load()}>{text.app.tryAgain}</Button>}>
        {text.reasons[failure]}
      </Banner>
    )
  if (!sessions)
    return (
      <Card aria-busy="true">
        {[0, 1, 2].map(row => (
          <Skeleton key={row} height={44} />
        ))}
      </Card>
    )
  return (
    <Card aria-label={words.signedIn.tab}>
      <p>{words.signedIn.intro}</p>
      {sessions.length === 0 ? <EmptyState icon={<IconUsers aria-hidden="true" />} title={words.signedIn.none} /> : null}
      <ul className={s.sessions}>
        {sessions.map(each => (
          <SessionLine
            key={each.session}
            session={each}
            owner={`${each.name} · ${each.unitName}`}
            endLabel={words.signedIn.end(each.name)}
            busy={busy}
            onEnd={() => void end(each)}
          />
        ))}
      </ul>
      <p className={s.soft}>{words.sessions.kept}</p>
    </Card>
  )
}
