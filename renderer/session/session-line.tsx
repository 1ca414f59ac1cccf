import type { OpenSession } from '#protocol/http-api.ts'
import type { Text } from '#text/index.ts'
import { Button, clockTime, shortDate, Tag, useText } from '../ui/index.ts'
import s from './session-line.module.css'

/** "Chrome trên Windows". */
export const deviceName = (words: Text['access']['sessions'], { app, system }: OpenSession): string =>
  words.device(words.apps[app], words.systems[system])

/** One session in plain words: who or what, where, since when, and the way to end it; one's own present session is marked instead. */
export function SessionLine(props: {
  readonly session: OpenSession
  /** Whose it is, where that is not oneself. */
  readonly owner?: string
  readonly endLabel: string
  readonly busy: boolean
  readonly onEnd: () => void
}) {
  const text = useText()
  const words = text.access.sessions
  const { session } = props
  const at = (say: (time: string, day: string) => string, instant: string) =>
    say(clockTime(text.app.dates, instant), shortDate(text.app.dates, instant))
  const device = deviceName(words, session)
  const where = session.network ? words.network(session.network) : words.unknownNetwork
  return (
    <li className={s.line}>
      <div>
        <div className={s.device}>{props.owner ?? device}</div>
        <div className={s.soft}>{props.owner === undefined ? where : `${device} · ${where}`}</div>
        <div className={s.soft}>
          {at(words.since, session.since)} · {at(words.lastSeen, session.lastSeen)}
        </div>
      </div>
      {session.current ? (
        <Tag tone="good">{words.current}</Tag>
      ) : (
        <Button aria-label={props.endLabel} disabled={props.busy} onClick={props.onEnd}>
          {words.end}
        </Button>
      )}
    </li>
  )
}
