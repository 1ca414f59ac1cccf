import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { UserId } from '#core/ids.ts'
import { type MeetingRole, meetingRoles } from '#core/meeting/meeting.ts'
import { paths, type UserShape, usersShape } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Button, Dialog, ErrorLine, SelectField, Skeleton, TextField, useText } from '../../ui/index.ts'
import { type CandidateLine, candidateLines } from './candidates.ts'
import s from './participants.module.css'

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: ApiFailure }
  | { readonly kind: 'ready'; readonly users: readonly UserShape[] }

const unitPx = 50
const personPx = 57

/** Picks people from the organisation by unit, many at once, each with a role where one is asked for; what is chosen survives a failure. */
export function PickPeopleDialog(props: {
  readonly title: string
  /** The act for so many people. */
  readonly act: (count: number) => string
  readonly withRoles: boolean
  readonly already: ReadonlySet<UserId>
  /** Resolves with the sentence of a refusal, or null when it is done. */
  readonly onPick: (chosen: ReadonlyMap<UserId, MeetingRole>) => Promise<string | null>
  readonly onClose: () => void
}) {
  const text = useText()
  const t = text.meeting.people.dialog
  const [running, setRunning] = useState(false)
  const [loaded, reload] = useUsers()
  const [query, setQuery] = useState('')
  const [role, setRole] = useState<MeetingRole>('member')
  const [chosen, setChosen] = useState<ReadonlyMap<UserId, MeetingRole>>(new Map())
  const [refused, setRefused] = useState<string | null>(null)
  const users = loaded.kind === 'ready' ? loaded.users : []
  const lines = useMemo(() => candidateLines(users, props.already, query), [users, props.already, query])

  const choose = (people: readonly UserId[], on: boolean) =>
    setChosen(before => {
      const next = new Map(before)
      for (const user of people) {
        if (!on) next.delete(user)
        else if (!next.has(user)) next.set(user, role)
      }
      return next
    })
  const add = async () => {
    if (chosen.size === 0 || running) return
    setRefused(null)
    setRunning(true)
    const why = await props.onPick(chosen)
    setRunning(false)
    if (why === null) props.onClose()
    else setRefused(why)
  }
  return (
    <Dialog
      title={props.title}
      closeWord={t.cancel}
      width={760}
      onClose={props.onClose}
      footer={
        <>
          <span className={s.chosen} aria-live="polite">
            {t.chosen(chosen.size)}
          </span>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" busy={running} disabled={chosen.size === 0} onClick={() => void add()}>
            {props.act(chosen.size)}
          </Button>
        </>
      }
    >
      <div className={s.choose}>
        <div className={props.withRoles ? s.bar : undefined}>
          <TextField label={t.search} type="search" autoFocus value={query} onChange={event => setQuery(event.currentTarget.value)} />
          {props.withRoles ? (
            <SelectField
              label={t.roleFor}
              value={role}
              options={meetingRoles.map(value => ({ value, label: text.meeting.roles[value] }))}
              onPick={setRole}
            />
          ) : null}
        </div>
        {loaded.kind === 'loading' ? (
          <div className={s.box} role="status" aria-label={t.loading}>
            {[0, 1, 2, 3, 4].map(row => (
              <div key={row} className={s.candidate}>
                <span />
                <Skeleton width="60%" />
              </div>
            ))}
          </div>
        ) : loaded.kind === 'failed' ? (
          <>
            <ErrorLine>{t.failed(text.reasons[loaded.reason])}</ErrorLine>
            <Button onClick={reload}>{t.again}</Button>
          </>
        ) : lines.length === 0 ? (
          <p className={s.none}>{query ? text.meeting.people.noMatch(query) : t.nobody}</p>
        ) : (
          <CandidateList
            lines={lines}
            chosen={chosen}
            already={props.already}
            withRoles={props.withRoles}
            onChoose={choose}
            onRole={(user, as) => setChosen(before => new Map(before).set(user, as))}
          />
        )}
        {refused ? <ErrorLine>{refused}</ErrorLine> : null}
      </div>
    </Dialog>
  )
}

function useUsers(): readonly [Loaded, () => void] {
  const { api } = useSession()
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    const abort = new AbortController()
    setLoaded({ kind: 'loading' })
    void api.call('GET', paths.users, usersShape, undefined, abort.signal).then(answer => {
      if (abort.signal.aborted) return
      setLoaded(answer.ok ? { kind: 'ready', users: answer.value.users } : { kind: 'failed', reason: answer.reason })
    })
    return () => abort.abort()
  }, [api, attempt])
  return [loaded, () => setAttempt(count => count + 1)]
}

function CandidateList(props: {
  readonly lines: readonly CandidateLine[]
  readonly chosen: ReadonlyMap<UserId, MeetingRole>
  readonly already: ReadonlySet<UserId>
  readonly withRoles: boolean
  readonly onChoose: (people: readonly UserId[], on: boolean) => void
  readonly onRole: (user: UserId, role: MeetingRole) => void
}) {
  const text = useText().meeting
  const t = text.people.dialog
  const scroll = useRef<HTMLDivElement>(null)
  const { lines } = props
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: index => (lines[index]?.kind === 'unit' ? unitPx : personPx),
    getItemKey: index => {
      const line = lines[index]
      return line ? (line.kind === 'unit' ? line.unit : line.user.id) : index
    },
    overscan: 6
  })
  return (
    <div ref={scroll} className={s.box}>
      <div className={s.inner} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(item => {
          const line = lines[item.index]
          if (!line) return null
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className={s.slot}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {line.kind === 'unit' ? (
                <div className={s.unit}>
                  {line.name}
                  {line.free.length > 1 ? (
                    <button
                      type="button"
                      aria-pressed={line.free.every(user => props.chosen.has(user))}
                      onClick={() => props.onChoose(line.free, !line.free.every(user => props.chosen.has(user)))}
                    >
                      {t.selectUnit(line.name)}
                    </button>
                  ) : null}
                </div>
              ) : (
                <Candidate
                  user={line.user}
                  role={props.withRoles ? (props.chosen.get(line.user.id) ?? null) : null}
                  chosen={props.chosen.has(line.user.id)}
                  already={props.already.has(line.user.id)}
                  onChoose={on => props.onChoose([line.user.id], on)}
                  onRole={role => props.onRole(line.user.id, role)}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Candidate(props: {
  readonly user: UserShape
  readonly chosen: boolean
  /** Null: not chosen, or no role is asked for. */
  readonly role: MeetingRole | null
  readonly already: boolean
  readonly onChoose: (on: boolean) => void
  readonly onRole: (role: MeetingRole) => void
}) {
  const text = useText().meeting
  const t = text.people.dialog
  const { user } = props
  const off = props.already || user.locked
  const why = props.already ? t.already : user.locked ? t.locked : ''
  return (
    <label className={s.candidate} data-off={off}>
      <input
        type="checkbox"
        checked={props.already || props.chosen}
        disabled={off}
        onChange={event => props.onChoose(event.target.checked)}
      />
      <span className={s.words}>
        <span className={s.name}>{user.name}</span>
        <span className={s.under}>{[user.title, why].filter(Boolean).join(' · ')}</span>
      </span>
      {props.role !== null ? (
        <select
          aria-label={t.roleOf(user.name)}
          value={props.role}
          onChange={event => {
            const role = meetingRoles.find(value => value === event.target.value)
            if (role) props.onRole(role)
          }}
        >
          {meetingRoles.map(role => (
            <option key={role} value={role}>
              {text.roles[role]}
            </option>
          ))}
        </select>
      ) : null}
    </label>
  )
}
