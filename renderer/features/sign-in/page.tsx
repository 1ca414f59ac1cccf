import type { ReactNode } from 'react'
import { useText } from '../../ui/index.ts'
import s from './sign-in.module.css'

/** The sheet that stands before the app: who we are on the left, one form on the right. */
export function EntrancePage(props: { readonly children: ReactNode }) {
  const words = useText().app
  return (
    <div className={s.page}>
      <div className={s.side}>
        <div className={s.brand}>
          <span className={s.star} aria-hidden="true">
            ★
          </span>
          {words.name}
        </div>
        <div>
          <h2>{words.signIn.mottoTitle}</h2>
          <p>{words.signIn.motto}</p>
        </div>
        <div className={s.line} />
      </div>
      <main className={s.main}>{props.children}</main>
    </div>
  )
}
