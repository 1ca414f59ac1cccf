import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { KnownServer } from '#protocol/desktop-api.ts'
import { Button, IconButton, TextField, useText } from '../../ui/index.ts'
import { EntranceForm } from './page.tsx'
import s from './sign-in.module.css'

/** Electron, first start: which server. Asks the address who it is before going on. */
export function ChooseServerScreen(props: {
  readonly known: readonly KnownServer[]
  readonly onAdd: (url: string) => Promise<boolean>
  readonly onUse: (server: KnownServer) => void
  readonly onForget: (server: KnownServer) => void
}) {
  const words = useText().app
  const [address, setAddress] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    if (busy) return
    const typed = address.trim()
    if (!typed) {
      setError(words.server.missing)
      return
    }
    setBusy(true)
    setError(undefined)
    const found = await tryAddresses(typed, props.onAdd)
    setBusy(false)
    if (!found) setError(words.server.noAnswer)
  }
  return (
    <EntranceForm title={words.server.title} lead={words.server.lead} onSubmit={() => void submit()}>
      <TextField
        label={words.server.address}
        hint={words.server.example}
        value={address}
        onChange={event => setAddress(event.target.value)}
        error={error}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <Button kind="primary" type="submit" size="large" wide busy={busy}>
        {busy ? words.server.connecting : words.server.connect}
      </Button>
      {props.known.length > 0 ? (
        <section className={s.known}>
          <h2>{words.server.known}</h2>
          {props.known.map(server => (
            <div key={server.server} className={s.server}>
              <span>
                {server.organisation}
                <small>{server.url}</small>
              </span>
              <Button onClick={() => props.onUse(server)}>{words.server.use}</Button>
              <IconButton label={words.server.forget} onClick={() => props.onForget(server)}>
                <IconTrash />
              </IconButton>
            </div>
          ))}
        </section>
      ) : null}
    </EntranceForm>
  )
}

/** People type a bare name: first as it would be on a protected line, then as on a LAN. */
async function tryAddresses(typed: string, add: (url: string) => Promise<boolean>): Promise<boolean> {
  const bare = typed.replace(/\/+$/, '')
  const addresses = /^https?:\/\//i.test(bare) ? [bare] : [`https://${bare}`, `http://${bare}`]
  for (const address of addresses) if (await add(address)) return true
  return false
}
