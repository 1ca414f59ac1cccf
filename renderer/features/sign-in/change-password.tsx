import { useState } from 'react'
import { z } from 'zod'
import { paths } from '#protocol/http-api.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { Button, Dialog, ErrorLine, PasswordField, useText } from '../../ui/index.ts'
import { EntranceForm } from './page.tsx'

/** Checks, sends and tells: shared by the first sign-in and by settings. `known`: the current password where it was just typed. */
function usePasswordChange(api: ApiClient, known: string | null, onDone: () => void) {
  const words = useText().app.firstPassword
  const reasons = useText().reasons
  const [current, setCurrent] = useState(known ?? '')
  const [next, setNext] = useState('')
  const [repeat, setRepeat] = useState('')
  const [errors, setErrors] = useState<{ current?: string; next?: string; repeat?: string; form?: string }>({})
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    if (busy) return
    const wrong = {
      ...(current ? {} : { current: words.missing }),
      ...(next ? {} : { next: words.missing }),
      ...(repeat === next ? {} : { repeat: words.differs })
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    setBusy(true)
    const answer = await api.call('PUT', paths.password, z.unknown(), { current, next })
    setBusy(false)
    if (answer.ok) return onDone()
    if (answer.reason === 'wrong-password') setErrors({ current: reasons[answer.reason] })
    else if (answer.reason === 'weak-password') setErrors({ next: reasons[answer.reason] })
    else setErrors({ form: reasons[answer.reason] })
  }
  return { current, setCurrent, next, setNext, repeat, setRepeat, errors, busy, submit }
}

function PasswordFields(props: { readonly change: ReturnType<typeof usePasswordChange>; readonly askCurrent: boolean }) {
  const { change } = props
  const words = useText().app
  const eye = { showWord: words.signIn.show, hideWord: words.signIn.hide }
  return (
    <>
      {change.errors.form ? <ErrorLine>{change.errors.form}</ErrorLine> : null}
      {props.askCurrent || change.errors.current ? (
        <PasswordField
          label={words.firstPassword.current}
          value={change.current}
          onChange={event => change.setCurrent(event.target.value)}
          error={change.errors.current}
          autoComplete="current-password"
          autoFocus={props.askCurrent}
          {...eye}
        />
      ) : null}
      <PasswordField
        label={words.firstPassword.next}
        hint={words.firstPassword.rule}
        value={change.next}
        onChange={event => change.setNext(event.target.value)}
        error={change.errors.next}
        autoComplete="new-password"
        autoFocus={!props.askCurrent}
        {...eye}
      />
      <PasswordField
        label={words.firstPassword.repeat}
        value={change.repeat}
        onChange={event => change.setRepeat(event.target.value)}
        error={change.errors.repeat}
        autoComplete="new-password"
        {...eye}
      />
    </>
  )
}

/** First sign-in: nothing else is possible before the password is one's own. */
export function FirstPasswordScreen(props: {
  readonly api: ApiClient
  readonly organisation: string
  readonly current: string | null
  /** Instead of the word about the first sign-in. */
  readonly lead: string | null
  readonly onDone: () => void
  readonly onSignOut: () => void
}) {
  const words = useText().app
  const change = usePasswordChange(props.api, props.current, props.onDone)
  return (
    <EntranceForm
      organisation={props.organisation}
      title={words.firstPassword.title}
      lead={props.lead ?? words.firstPassword.lead}
      onSubmit={() => void change.submit()}
    >
      <PasswordFields change={change} askCurrent={props.current === null} />
      <Button kind="primary" type="submit" size="large" wide busy={change.busy}>
        {words.firstPassword.submit}
      </Button>
      <Button kind="bare" onClick={props.onSignOut}>
        {words.frame.signOut}
      </Button>
    </EntranceForm>
  )
}

/** The same, chosen from the menu at any time. */
export function ChangePasswordDialog(props: { readonly api: ApiClient; readonly onDone: () => void; readonly onClose: () => void }) {
  const words = useText().app
  const change = usePasswordChange(props.api, null, props.onDone)
  return (
    <Dialog
      title={words.frame.password}
      closeWord={words.close}
      onClose={props.onClose}
      onSubmit={() => void change.submit()}
      footer={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" busy={change.busy}>
            {words.firstPassword.submit}
          </Button>
        </>
      }
    >
      <PasswordFields change={change} askCurrent />
    </Dialog>
  )
}
