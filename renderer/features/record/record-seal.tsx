import { useState } from 'react'
import type { Head } from '#core/record/chain.ts'
import { copyText } from '../../platform/clipboard.ts'
import { Button, Dialog, useNotice, useText } from '../../ui/index.ts'
import s from './record.module.css'

/** The newest link of the record in one line; the whole of it, to be printed in the minutes, behind a click. */
export function RecordSeal(props: { readonly head: Head }) {
  const text = useText()
  const words = text.access.record
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const { seq, hash } = props.head
  if (seq === 0) return null
  const seal = `${seq}:${hash}`
  return (
    <>
      <button type="button" className={s.seal} onClick={() => setOpen(true)}>
        {words.line(seq, hash.slice(0, 8))}
      </button>
      {open ? (
        <Dialog
          title={words.title}
          closeWord={text.app.close}
          onClose={() => setOpen(false)}
          width={620}
          footer={
            <Button
              kind="primary"
              onClick={() => void copyText(seal).then(copied => notice({ text: copied ? words.copied : words.copyFailed }))}
            >
              {words.copy}
            </Button>
          }
        >
          <p>{words.why}</p>
          <pre className={s.hash}>{seal}</pre>
          <p>{words.how}</p>
          <pre className={s.hash}>{`hopso verify nhat-ky.jsonl --head ${seal}`}</pre>
        </Dialog>
      ) : null}
    </>
  )
}
