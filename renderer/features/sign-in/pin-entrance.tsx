import type { PinPerson } from '../../session/pin-people.ts'
import { Banner, Button, useText } from '../../ui/index.ts'
import { type PinSignIn, usePinEntry } from './change-person.tsx'
import { EntranceForm } from './page.tsx'
import s from './sign-in.module.css'

/** [H8] Before anybody is in, at a computer that several people share: who are you, and your PIN. The password is one press away. */
export function PinEntrance(props: {
  readonly organisation: string
  readonly reachable: boolean
  readonly people: readonly PinPerson[]
  readonly onSignIn: PinSignIn
  readonly onPassword: () => void
  readonly onGone: (why: string) => void
}) {
  const all = useText()
  const t = all.pin
  const { who, busy, body, submit, toList } = usePinEntry({ ...props, onDone: () => {} })
  return (
    <EntranceForm
      organisation={props.organisation}
      title={who ? t.byPin : t.entrance}
      lead={who ? null : t.entranceLead}
      onSubmit={() => void submit()}
    >
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
    </EntranceForm>
  )
}
