import { useEffect, useState } from 'react'
import { Button, useText } from '../../ui/index.ts'
import s from './reader.module.css'
import type { PaperCondition } from './use-open-paper.ts'

/** While a paper opens, and when it cannot be opened: a sheet of true shape, progress after a second, a sentence with a way on. */
export function ReaderState(props: { readonly condition: PaperCondition; readonly bytes: number; readonly onRetry: () => void }) {
  const text = useText().reader.state
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 1000)
    return () => clearTimeout(timer)
  }, [])
  const { condition } = props
  if (condition.kind === 'failed')
    return (
      <div className={s.state} role="alert">
        <p>{text[condition.reason]}</p>
        <Button onClick={props.onRetry}>{text.retry}</Button>
      </div>
    )
  const received = condition.kind === 'opening' ? condition.received : 0
  return (
    <div className={s.opening} aria-busy="true">
      {late ? (
        <p role="status">{received > 0 ? text.fetching(text.megabytes(received), text.megabytes(props.bytes)) : text.opening}</p>
      ) : null}
    </div>
  )
}
