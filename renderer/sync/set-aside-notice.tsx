import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from '../platform/clipboard.ts'
import { Banner } from '../ui/basics.tsx'
import { Button } from '../ui/button.tsx'
import { clockTime, shortDate } from '../ui/dates.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useText } from '../ui/language.ts'
import { useNotice } from '../ui/notices.tsx'
import { useSetAside } from './hooks.ts'
import s from './set-aside.module.css'

/** Tells of what the server refused and lets it be copied out, piece by piece. */
export function SetAsideNotice() {
  const words = useText().app
  const { asides, dismiss } = useSetAside()
  const [open, setOpen] = useState(false)
  const notice = useNotice()
  if (asides.length === 0) return null
  const copy = async (text: string) => notice({ text: (await copyText(text)) ? words.aside.copied : words.aside.copyFailed })
  return (
    <>
      <Banner
        tone="danger"
        icon={<IconAlertTriangle aria-hidden="true" />}
        action={
          <Button kind="bare" onClick={() => setOpen(true)}>
            {words.aside.show}
          </Button>
        }
      >
        {words.aside.title}
      </Banner>
      {open ? (
        <Dialog title={words.aside.title} closeWord={words.close} onClose={() => setOpen(false)} width={680}>
          <p>{words.aside.body}</p>
          {asides.map(aside => (
            <section key={aside.at} className={s.aside}>
              <p className={s.when}>{words.aside.at(`${clockTime(words.dates, aside.at)}, ${shortDate(words.dates, aside.at)}`)}</p>
              {aside.text ? <pre className={s.text}>{aside.text}</pre> : <p>{words.aside.noText}</p>}
              <div className={s.acts}>
                {aside.text ? <Button onClick={() => void copy(aside.text)}>{words.aside.copy}</Button> : null}
                <Button kind="bare" onClick={() => dismiss(aside.at)}>
                  {words.aside.dismiss}
                </Button>
              </div>
            </section>
          ))}
        </Dialog>
      ) : null}
    </>
  )
}
