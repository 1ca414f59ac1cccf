import { bodyOf, type Mark } from '#core/mark/mark.ts'
import type { Text } from '#text/index.ts'
import { useText } from '../../ui/index.ts'
import s from './remarks.module.css'

/** What a mark is called: its kind, and of a sign which one. */
export const nameOfMark = (words: Text, mark: Mark): string =>
  mark.kind === 'sign' ? words.marking.sign[mark.sign] : (words.remarks.kinds[mark.kind] ?? '')

/** What a mark says: which sign it is, its quotation, its words, else its kind. */
export function MarkWords({ mark }: { readonly mark: Mark }) {
  const words = useText()
  const body = bodyOf(mark)
  const { exact } = mark.quote
  const named = mark.kind === 'sign' || (!body && !exact)
  return (
    <>
      {named ? <span className={s.faint}>{mark.kind === 'note' ? words.remarks.noWords : nameOfMark(words, mark)}</span> : null}
      {exact ? <span className={s.quote}>{exact}</span> : null}
      {body ? <span className={s.words}>{body}</span> : null}
    </>
  )
}
