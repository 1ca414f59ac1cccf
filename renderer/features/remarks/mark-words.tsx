import { bodyOf, type Mark } from '#core/mark/mark.ts'
import { useText } from '../../ui/index.ts'
import s from './remarks.module.css'

/** What a mark says: its quotation, its words, else its kind. */
export function MarkWords({ mark }: { readonly mark: Mark }) {
  const text = useText().remarks
  const body = bodyOf(mark)
  return (
    <>
      {mark.quote.exact ? <span className={s.quote}>{mark.quote.exact}</span> : null}
      {body ? <span className={s.words}>{body}</span> : null}
      {!body && !mark.quote.exact ? <span className={s.faint}>{mark.kind === 'note' ? text.noWords : text.kinds[mark.kind]}</span> : null}
    </>
  )
}
