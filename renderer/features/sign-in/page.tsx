import type { ReactNode } from 'react'
import { useText } from '../../ui/index.ts'
import s from './sign-in.module.css'

/** The sheet that stands before the app: who we are, and one form. */
export function EntrancePage(props: { readonly children: ReactNode }) {
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
