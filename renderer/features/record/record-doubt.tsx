import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import type { Head } from '#core/record/chain.ts'
import { copyText } from '../../platform/clipboard.ts'
import { Banner, Button, clockTime, Dialog, shortDate, useNotice, useText } from '../../ui/index.ts'
import s from './record.module.css'
import { useWatch } from './use-watch.ts'

/** [R3] Says, for as long as it is so, that the server shows another record than this computer has seen, and what to do. */
export function RecordDoubt(props: { readonly meeting: MeetingId; readonly head: Head }) {
  const text = useText()
  const words = text.access.record
  const notice = useNotice()
  const { doubt, setAside } = useWatch(props.meeting, props.head)
  const [open, setOpen] = useState(false)
  if (!doubt) return null
  const { known, shown, at } = doubt
  const sentence = doubt.kind === 'shorter' ? words.doubt.shorter(known.seq, shown.seq) : words.doubt.other(known.seq)
  const report = [
    sentence,
    words.doubtKnown(known.seq, known.hash),
    words.doubtShown(shown.seq, shown.hash),
    words.doubtAt(clockTime(text.app.dates, at), shortDate(text.app.dates, at)),
    props.meeting
  ].join('\n')
  return (
    <>
      <Banner
        tone="danger"
        icon={<IconAlertTriangle aria-hidden="true" />}
        action={
          <Button kind="bare" onClick={() => setOpen(true)}>
            {words.doubtShow}
          </Button>
        }
      >
        {sentence}
      </Banner>
      {open ? (
        <Dialog
          title={words.doubtTitle}
          closeWord={text.app.close}
          onClose={() => setOpen(false)}
          width={680}
          footer={
            <>
              <Button
                onClick={() => {
                  setAside()
                  setOpen(false)
                }}
              >
                {words.doubtSetAside}
              </Button>
              <Button
                kind="primary"
                onClick={() => void copyText(report).then(copied => notice({ text: copied ? words.doubtCopied : words.copyFailed }))}
              >
                {words.doubtCopy}
              </Button>
            </>
          }
        >
          <p>{words.doubtWhat}</p>
          <p>{words.doubtDo}</p>
          <pre className={s.hash}>{report}</pre>
        </Dialog>
      ) : null}
    </>
  )
}
