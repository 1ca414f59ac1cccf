import type { ReactNode } from 'react'
import { ErrorLine } from './basics.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** A window with fields and one act: Enter sends it, and why it was refused stands below the fields, which keep what was typed. */
export function FormDialog(props: {
  readonly title: string
  readonly cancelWord: string
  readonly sendWord: string
  readonly width?: number
  readonly busy: boolean
  readonly refused: string | null
  readonly onSend: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <Dialog
      title={props.title}
      closeWord={props.cancelWord}
      {...(props.width === undefined ? {} : { width: props.width })}
      onClose={props.onClose}
      onSubmit={props.onSend}
      footer={
        <>
          <Button onClick={props.onClose}>{props.cancelWord}</Button>
          <Button kind="primary" type="submit" busy={props.busy}>
            {props.sendWord}
          </Button>
        </>
      }
    >
      {props.children}
      {props.refused ? <ErrorLine>{props.refused}</ErrorLine> : null}
    </Dialog>
  )
}
