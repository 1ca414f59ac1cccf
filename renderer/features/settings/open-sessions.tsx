import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { type OpenSession, openSessionsShape, paths } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import { deviceName, SessionLine } from '../../session/session-line.tsx'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Button, Card, ErrorLine, useNotice, useText } from '../../ui/index.ts'
import s from './settings.module.css'

/** [H5] Where I am signed in, and the way to end any of it. */
export function OpenSessions() {
  const { api } = useSession()
  const text = useText()
  const words = text.access.sessions
  const notice = useNotice()
  const [sessions, setSessions] = useState<readonly OpenSession[] | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [busy, setBusy] = useState(false)
  const load = useCallback(async () => {
    const answer = await api.call('GET', paths.sessions, openSessionsShape)
    setFailure(answer.ok ? null : answer.reason)
    if (answer.ok) setSessions(answer.value.sessions)
  }, [api])
  useEffect(() => {
    void load()
  }, [load])
  const end = async (path: string, done: string) => {
    setBusy(true)
    const answer = await api.call('DELETE', path, z.null())
    setBusy(false)
    // Already over is as good as ended.
    if (answer.ok || answer.reason === 'not-found') notice({ text: done })
    else notice({ text: text.reasons[answer.reason], stayMs: 15_000 })
    await load()
  }
  return (
    <Card aria-label={words.title} aria-busy={sessions === null && failure === null}>
      <h2>{words.title}</h2>
      <p>{words.intro}</p>
      {failure ? <ErrorLine>{failure === 'offline' ? words.offline : text.reasons[failure]}</ErrorLine> : null}
      {sessions ? (
        <ul className={s.sessions}>
          {sessions.map(session => (
            <SessionLine
              key={session.session}
              session={session}
              endLabel={words.endOne(deviceName(words, session))}
              busy={busy}
              onEnd={() => void end(paths.openSession(session.session), words.ended)}
            />
          ))}
        </ul>
      ) : null}
      {sessions && sessions.length > 1 ? (
        <div className={s.acts}>
          <Button disabled={busy} onClick={() => void end(paths.otherSessions, words.othersEnded)}>
            {words.endOthers}
          </Button>
        </div>
      ) : null}
      {sessions?.length === 1 ? <p>{words.only}</p> : null}
      <p className={s.soft}>{words.kept}</p>
    </Card>
  )
}
