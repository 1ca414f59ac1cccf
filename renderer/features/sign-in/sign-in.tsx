import { useRef, useState } from 'react'
import type { Result } from '#core/result.ts'
import type { PinPerson } from '../../session/pin-people.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Banner, Button, Dialog, ErrorLine, PasswordField, TextField, useText } from '../../ui/index.ts'
import type { PinSignIn } from './change-person.tsx'
import { EntranceForm } from './page.tsx'
import { PinEntrance } from './pin-entrance.tsx'

type SignIn = (account: string, password: string) => Promise<Result<null, ApiFailure>>

interface SignInScreenProps {
  readonly organisation: string
  readonly reachable: boolean
  readonly onSignIn: SignIn
  /** [H8] Whom this computer takes a PIN of. */
  readonly people: readonly PinPerson[]
  readonly onPin: PinSignIn
  /** Electron: to another server. */
  readonly onOtherServer: (() => void) | null
}

/** People with a PIN on this computer by their names, everybody else by account and password. */
export function SignInScreen(props: SignInScreenProps) {
  const [by, setBy] = useState<'name' | 'password' | { readonly why: string }>('name')
  if (props.people.length > 0 && by === 'name')
    return <PinEntrance {...props} onSignIn={props.onPin} onPassword={() => setBy('password')} onGone={why => setBy({ why })} />
  return <PasswordEntrance {...props} why={typeof by === 'string' ? null : by.why} onNames={() => setBy('name')} />
}

/** Account and password; refusals are told as sentences and nothing typed is lost. */
function PasswordEntrance(
  props: SignInScreenProps & {
    /** Why the PIN does not open any more. */
    readonly why: string | null
    readonly onNames: () => void
  }
) {
  const words = useText().app
  const pin = useText().pin
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<{ account?: string; password?: string }>({})
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [busy, setBusy] = useState(false)
  const passwordField = useRef<HTMLDivElement>(null)
  const reasons = useText().reasons

  const submit = async () => {
    if (busy) return
    const lacks = {
      ...(account.trim() ? {} : { account: words.signIn.accountMissing }),
      ...(password ? {} : { password: words.signIn.passwordMissing })
    }
    setMissing(lacks)
    setFailure(null)
    if (Object.keys(lacks).length > 0) return
    setBusy(true)
    const answer = await props.onSignIn(account, password)
    setBusy(false)
    if (answer.ok) return
    setFailure(answer.reason)
    if (answer.reason === 'wrong-password') passwordField.current?.querySelector('input')?.select()
  }
  return (
    <EntranceForm organisation={props.organisation} title={words.signIn.title} lead={words.signIn.lead} onSubmit={() => void submit()}>
      {props.reachable ? null : <Banner>{words.signIn.offline}</Banner>}
      {props.why && !failure ? <Banner>{props.why}</Banner> : null}
      {failure ? <ErrorLine>{reasons[failure]}</ErrorLine> : null}
      <TextField
        label={words.signIn.account}
        name="account"
        value={account}
        onChange={event => setAccount(event.target.value)}
        error={missing.account}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <div ref={passwordField}>
        <PasswordField
          label={words.signIn.password}
          name="password"
          value={password}
          onChange={event => setPassword(event.target.value)}
          error={missing.password}
          autoComplete="current-password"
          showWord={words.signIn.show}
          hideWord={words.signIn.hide}
        />
      </div>
      <Button kind="primary" type="submit" size="large" wide busy={busy}>
        {words.signIn.submit}
      </Button>
      {props.people.length > 0 ? (
        <Button kind="bare" onClick={props.onNames}>
          {pin.byPin}
        </Button>
      ) : null}
      {props.onOtherServer ? (
        <Button kind="bare" onClick={props.onOtherServer}>
          {words.signIn.otherServer}
        </Button>
      ) : null}
    </EntranceForm>
  )
}

/** The session ended while somebody works: the password again, over the screen, nothing behind it is lost. */
export function SignInAgain(props: {
  readonly name: string
  readonly account: string
  readonly onSignIn: SignIn
  /** [H8] By PIN instead, as this person or another one; null where this computer takes none. */
  readonly onPin: (() => void) | null
  /** Why the PIN did not open. */
  readonly why: string | null
  readonly onLater: () => void
}) {
  const words = useText().app
  const pin = useText().pin
  const reasons = useText().reasons
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    if (busy) return
    if (!password) {
      setError(words.signIn.passwordMissing)
      return
    }
    setBusy(true)
    const answer = await props.onSignIn(props.account, password)
    setBusy(false)
    setError(answer.ok ? undefined : reasons[answer.reason])
  }
  return (
    <Dialog
      title={words.signIn.againTitle}
      closeWord={words.signIn.later}
      onClose={props.onLater}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onLater}>{words.signIn.later}</Button>
          {props.onPin ? <Button onClick={props.onPin}>{pin.byPin}</Button> : null}
          <Button kind="primary" type="submit" busy={busy}>
            {words.signIn.submit}
          </Button>
        </>
      }
    >
      {props.why ? <ErrorLine>{props.why}</ErrorLine> : null}
      <p>{words.signIn.againLead(props.name)}</p>
      <PasswordField
        label={words.signIn.password}
        value={password}
        onChange={event => setPassword(event.target.value)}
        error={error}
        autoComplete="current-password"
        autoFocus
        showWord={words.signIn.show}
        hideWord={words.signIn.hide}
      />
    </Dialog>
  )
}
