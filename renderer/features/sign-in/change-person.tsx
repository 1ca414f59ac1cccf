import { type ReactNode, useRef, useState } from 'react'
import type { UserId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { pinLength } from '#protocol/pin-api.ts'
import type { PinFailure, PinPerson } from '../../session/pin-people.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Avatar, Button, Dialog, ErrorLine, PasswordField, TextField, useNotice, useText } from '../../ui/index.ts'
import s from './sign-in.module.css'

/** People start at the first of the list, also when they come back to it. */
const focusOn = (button: HTMLButtonElement | null): void => button?.focus()

const digits = (typed: string): string => typed.replace(/\D/g, '').slice(0, pinLength)

export type PinSignIn = (user: UserId, pin: string) => Promise<Result<null, PinFailure>>

/** More names than this are found by typing. */
const mostUnfiltered = 8

/** Whose PIN it is, and the PIN: the same in the window that changes the person and on the page before anybody is in. */
export function usePinEntry(props: {
  readonly people: readonly PinPerson[]
  /** Whose PIN is asked for at once; where there is one person alone it is theirs. */
  readonly first?: UserId | null
  readonly onSignIn: PinSignIn
  readonly onDone: () => void
  /** The PIN of this person will not open any more, and why. */
  readonly onGone: (why: string, user: UserId) => void
}): {
  readonly who: PinPerson | null
  readonly busy: boolean
  /** The list of people, or the field for the PIN of the one who was picked. */
  readonly body: ReactNode
  readonly submit: () => Promise<void>
  readonly toList: () => void
} {
  const all = useText()
  const t = all.pin
  const only = props.people.length === 1 ? props.people[0]?.user : undefined
  const [picked, setPicked] = useState<UserId | null>(props.first ?? only ?? null)
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const who = props.people.find(({ user }) => user === picked) ?? null
  const toList = () => {
    setPicked(null)
    setError(undefined)
    setPin('')
  }
  const submit = async () => {
    if (busy || !who) return
    if (pin.length !== pinLength) {
      field.current?.focus()
      return setError(t.needed)
    }
    setBusy(true)
    const answer = await props.onSignIn(who.user, pin)
    setBusy(false)
    if (answer.ok) return props.onDone()
    if (answer.reason === 'pin-locked' || answer.reason === 'pin-gone') {
      toList()
      return props.onGone(answer.reason === 'pin-gone' ? t.gone : all.reasons[answer.reason], who.user)
    }
    if (answer.reason === 'wrong-pin') setPin('')
    setError(all.reasons[answer.reason])
    field.current?.focus()
  }
  const body = who ? (
    <div className={s.pin}>
      <TextField
        key={who.user}
        ref={field}
        label={t.field(who.name)}
        hint={t.hint}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        error={error}
        value={pin}
        autoFocus
        onChange={event => {
          setPin(digits(event.currentTarget.value))
          setError(undefined)
        }}
      />
    </div>
  ) : (
    <People people={props.people} onPick={setPicked} />
  )
  return { who, busy, body, submit, toList }
}

function People(props: { readonly people: readonly PinPerson[]; readonly onPick: (user: UserId) => void }) {
  const t = useText().pin
  const [query, setQuery] = useState('')
  const many = props.people.length > mostUnfiltered
  const found = many ? props.people.filter(({ name, title }) => matchesQuery(`${name} ${title}`, query)) : props.people
  return (
    <>
      {many ? (
        <TextField
          label={t.find}
          type="search"
          autoComplete="off"
          autoFocus
          value={query}
          onChange={event => setQuery(event.currentTarget.value)}
          onKeyDown={event => {
            const [one, ...more] = found
            if (event.key !== 'Enter' || !one || more.length > 0) return
            event.preventDefault()
            props.onPick(one.user)
          }}
        />
      ) : null}
      {many && found.length === 0 ? (
        <p className={s.lead} role="status">
          {t.nobody}
        </p>
      ) : null}
      <ul className={s.people} data-many={many}>
        {found.map((person, at) => (
          <li key={person.user}>
            <button
              type="button"
              className={s.person}
              ref={at === 0 && !many ? focusOn : undefined}
              data-first={at === 0 && !many ? '' : undefined}
              onClick={() => props.onPick(person.user)}
            >
              <Avatar name={person.name} />
              <span>
                {person.name}
                <small>{person.title}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** [H8] Goes on as another person of this computer by their PIN; where the session has ended, as oneself too. */
export function ChangePersonDialog(props: {
  readonly people: readonly PinPerson[]
  /** Whose session has ended: theirs comes first, and the password remains. */
  readonly again: { readonly user: UserId; readonly name: string; readonly onPassword: (why: string | null) => void } | null
  readonly onSignIn: PinSignIn
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.pin
  const { again } = props
  const [gone, setGone] = useState<string | null>(null)
  const { who, busy, body, submit, toList } = usePinEntry({
    ...props,
    first: again && props.people.some(({ user }) => user === again.user) ? again.user : null,
    onDone: props.onClose,
    // Only whose session has ended has a password to be asked for here.
    onGone: (why, user) => (again?.user === user ? again.onPassword(why) : setGone(why))
  })
  const mine = again && who?.user === again.user
  return (
    <Dialog
      title={again ? all.app.signIn.againTitle : t.changeTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          {who ? (
            <Button kind="primary" type="submit" busy={busy}>
              {t.enter}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{mine ? all.app.signIn.againLead(again.name) : t.lead}</p>
      {gone && !who ? <ErrorLine>{gone}</ErrorLine> : null}
      {body}
      {again || (who && props.people.length > 1) ? (
        <div className={`${s.others} ${s.besides}`}>
          {who && props.people.length > 1 ? (
            <Button kind="bare" onClick={toList}>
              {t.other}
            </Button>
          ) : null}
          {again ? (
            <Button kind="bare" onClick={() => again.onPassword(null)}>
              {t.byPassword}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Dialog>
  )
}

/** [H8] Lets this computer take a PIN of mine, after my password; or no longer. */
export function PinDialog(props: {
  readonly isSet: boolean
  readonly onSet: (pin: { readonly pin: string; readonly password: string } | null) => Promise<Result<null, ApiFailure>>
  readonly onClose: () => void
}) {
  const all = useText()
  const t = all.pin.settings
  const notice = useNotice()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<{ readonly field: 'pin' | 'again' | 'password' | null; readonly words: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async (next: { readonly pin: string; readonly password: string } | null) => {
    setBusy(true)
    const answer = await props.onSet(next)
    setBusy(false)
    if (answer.ok) {
      notice({ text: next ? t.saved : t.dropped })
      return props.onClose()
    }
    const words = answer.reason === 'no-right' ? t.elsewhere : all.reasons[answer.reason]
    setWrong({
      field: answer.reason === 'wrong-password' ? 'password' : answer.reason === 'weak-pin' ? 'pin' : null,
      words: t.notSaved(words)
    })
  }
  const submit = () => {
    if (busy) return
    if (pin.length !== pinLength) return setWrong({ field: 'pin', words: all.pin.needed })
    if (pin !== again) return setWrong({ field: 'again', words: t.differs })
    if (password === '') return setWrong({ field: 'password', words: all.app.signIn.passwordMissing })
    setWrong(null)
    void run({ pin, password })
  }
  const errorOf = (field: 'pin' | 'again' | 'password') => (wrong?.field === field ? wrong.words : undefined)
  const entry = { type: 'password', inputMode: 'numeric', autoComplete: 'off' } as const
  return (
    <Dialog
      title={t.title}
      closeWord={all.pin.cancel}
      onClose={props.onClose}
      onSubmit={submit}
      footer={
        <>
          {props.isSet ? (
            <Button kind="danger" onClick={() => void run(null)}>
              {t.drop}
            </Button>
          ) : null}
          <Button onClick={props.onClose}>{all.pin.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t.save}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
      {props.isSet ? <p>{t.on}</p> : null}
      <TextField
        {...entry}
        label={t.pin}
        hint={all.pin.hint}
        error={errorOf('pin')}
        value={pin}
        onChange={event => setPin(digits(event.currentTarget.value))}
      />
      <TextField
        {...entry}
        label={t.again}
        error={errorOf('again')}
        value={again}
        onChange={event => setAgain(digits(event.currentTarget.value))}
      />
      <PasswordField
        label={t.password}
        error={errorOf('password')}
        value={password}
        autoComplete="current-password"
        showWord={t.show}
        hideWord={t.hide}
        onChange={event => setPassword(event.currentTarget.value)}
      />
      {wrong && wrong.field === null ? <ErrorLine>{wrong.words}</ErrorLine> : null}
    </Dialog>
  )
}
