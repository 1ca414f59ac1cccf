import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { Button, Dialog, useText } from '../../ui/index.ts'
import s from './secret-ballot.module.css'

/** What a secret ballot does not promise, one press away wherever one is shown. */
export function Limits() {
  const t = useText().secretBallot
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="bare" icon={<IconInfoCircle />} onClick={() => setOpen(true)}>
        {t.limitsShort}
      </Button>
      {open ? (
        <Dialog
          title={t.limits}
          closeWord={t.close}
          onClose={() => setOpen(false)}
          footer={
            <Button kind="primary" onClick={() => setOpen(false)}>
              {t.limitsClose}
            </Button>
          }
        >
          <ul className={s.limits}>
            {t.limitsList.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </>
  )
}
