import type { FormEvent } from 'react'
import type { PinPerson } from '../../session/pin-people.ts'
import { Banner, Button, useText } from '../../ui/index.ts'
import { type PinSignIn, usePinEntry } from './change-person.tsx'
import { EntrancePage } from './page.tsx'
import s from './sign-in.module.css'

/** [H8] Before anybody is in, at a computer that several people share: who are you, and your PIN. The password is one press away. */
export function PinEntrance(props: {
  readonly organisation: string
  readonly reachable: boolean
  readonly people: readonly PinPerson[]
  readonly onSignIn: PinSignIn
  readonly onPassword: () => void
}) {
  const all = useText()
  const t = all.pin
  const { who, busy, body, submit, toList } = usePinEntry({ ...props, onDone: () => {} })
  return (
    <EntrancePage>
      <form
        className={s.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <header>
          {props.organisation ? <p className={s.organisation}>{props.organisation}</p> : null}
          <h1>{who ? t.byPin : t.entrance}</h1>
          {who ? null : <p className={s.lead}>{t.entranceLead}</p>}
        </header>
        {props.reachable ? null : <Banner>{all.app.signIn.offline}</Banner>}
        {body}
        {who ? (
          <Button kind="primary" type="submit" size="large" wide busy={busy}>
            {t.enter}
          </Button>
        ) : null}
        <div className={s.others}>
          {who && props.people.length > 1 ? (
            <Button kind="bare" onClick={toList}>
              {t.other}
            </Button>
          ) : null}
          <Button kind="bare" onClick={props.onPassword}>
            {t.byPassword}
          </Button>
        </div>
      </form>
    </EntrancePage>
  )
}
