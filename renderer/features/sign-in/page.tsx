import type { FormEvent, ReactNode } from 'react'
import { useText } from '../../ui/index.ts'
import s from './sign-in.module.css'

/** The sheet that stands before the app: who we are, and one form. */
function EntrancePage(props: { readonly children: ReactNode }) {
  const words = useText().app
  return (
    <div className={s.page}>
      <div className={s.column}>
        <header className={s.brand}>
          <span className={s.star} aria-hidden="true">
            ★
          </span>
          <span>
            {words.name}
            <small>{words.signIn.motto}</small>
          </span>
        </header>
        <main className={s.sheet}>{props.children}</main>
      </div>
    </div>
  )
}

/** The one form on that sheet, under its heading. */
export function EntranceForm(props: {
  readonly organisation?: string
  readonly title: string
  readonly lead?: string | null
  readonly onSubmit: () => void
  readonly children: ReactNode
}) {
  return (
    <EntrancePage>
      <form
        className={s.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        <header>
          {props.organisation ? <p className={s.organisation}>{props.organisation}</p> : null}
          <h1>{props.title}</h1>
          {props.lead ? <p className={s.lead}>{props.lead}</p> : null}
        </header>
        {props.children}
      </form>
    </EntrancePage>
  )
}
