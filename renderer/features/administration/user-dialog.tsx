import { useState } from 'react'
import { newId, type UserId } from '#core/ids.ts'
import { type Unit, type UnitRole, unitRoles } from '#core/organisation/organisation.ts'
import { paths, type UserShape, userShape } from '#protocol/http-api.ts'
import { randomBytes } from '../../platform/random.ts'
import { useSession } from '../../session/session.ts'
import { Button, CheckField, Dialog, ErrorLine, PasswordField, SelectField, TextField, useNotice, useText } from '../../ui/index.ts'
import s from './administration.module.css'

type Errors = Partial<Record<'name' | 'account' | 'password' | 'form', string>>

/** One person: new when `user` is null. */
export function UserDialog(props: {
  readonly user: UserShape | null
  readonly units: readonly Unit[]
  readonly onClose: () => void
  readonly onSaved: () => void
}) {
  const { user } = props
  const { api, me } = useSession()
  const words = useText().app
  const w = words.administration
  const reasons = useText().reasons
  const notice = useNotice()
  const [id] = useState(() => user?.id ?? newId<UserId>(randomBytes))
  const [draft, setDraft] = useState({
    name: user?.name ?? '',
    title: user?.title ?? '',
    account: user?.account ?? '',
    unit: user?.unit ?? me.unit.id,
    role: user?.role ?? ('staff' as UnitRole),
    locked: user?.locked ?? false,
    password: ''
  })
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })

  const submit = async () => {
    if (busy) return
    const account = draft.account.trim().toLowerCase()
    const wrong: Errors = {
      ...(draft.name.trim() ? {} : { name: w.nameMissing }),
      ...(user || /^[a-z0-9._-]{3,}$/.test(account) ? {} : { account: w.accountWrong }),
      ...(user || draft.password ? {} : { password: w.passwordMissing })
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const name = draft.name.trim().normalize('NFC')
    const title = draft.title.trim().normalize('NFC')
    const common = { name, title, unit: draft.unit, role: draft.role }
    setBusy(true)
    const answer = user
      ? await api.call('PATCH', `${paths.users}/${user.id}`, userShape, {
          ...common,
          locked: draft.locked,
          ...(draft.password ? { password: draft.password } : {})
        })
      : await api.call('POST', paths.users, userShape, { ...common, id, account, password: draft.password })
    setBusy(false)
    if (!answer.ok) {
      const sentence = reasons[answer.reason]
      setErrors(
        answer.reason === 'account-taken'
          ? { account: sentence }
          : answer.reason === 'weak-password'
            ? { password: sentence }
            : { form: sentence }
      )
      return
    }
    notice({ text: user ? (draft.locked && !user.locked ? w.lockedNotice(name) : w.saved(name)) : w.added(name) })
    props.onSaved()
  }
  return (
    <Dialog
      title={user ? w.editTitle(user.name) : w.add}
      closeWord={words.close}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      width={680}
      footer={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {user ? w.save : w.create}
          </Button>
        </>
      }
    >
      {errors.form ? <ErrorLine>{errors.form}</ErrorLine> : null}
      <div className={s.pair}>
        <TextField label={w.name} value={draft.name} error={errors.name} autoFocus onChange={e => change({ name: e.target.value })} />
        <TextField label={w.userTitle} value={draft.title} onChange={e => change({ title: e.target.value })} />
      </div>
      {user ? null : (
        <TextField
          label={w.account}
          hint={w.accountHint}
          value={draft.account}
          error={errors.account}
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
          onChange={e => change({ account: e.target.value })}
        />
      )}
      <div className={s.pair}>
        <SelectField
          label={w.unit}
          value={draft.unit}
          options={props.units.map(unit => ({ value: unit.id, label: unit.name }))}
          onPick={unit => change({ unit })}
        />
        <SelectField
          label={w.role}
          value={draft.role}
          options={unitRoles.map(role => ({ value: role, label: words.unitRoles[role] }))}
          onPick={role => change({ role })}
        />
      </div>
      <PasswordField
        label={user ? w.newPassword : w.password}
        hint={user ? w.newPasswordHint : w.passwordHint}
        value={draft.password}
        error={errors.password}
        autoComplete="new-password"
        showWord={words.signIn.show}
        hideWord={words.signIn.hide}
        onChange={e => change({ password: e.target.value })}
      />
      {user && user.id !== me.user.id ? (
        <CheckField label={w.lock} hint={w.lockHint} checked={draft.locked} onCheck={locked => change({ locked })} />
      ) : null}
    </Dialog>
  )
}
