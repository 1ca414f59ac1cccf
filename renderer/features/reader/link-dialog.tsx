import { Button, Dialog, useText } from '../../ui/index.ts'
import s from './reader.module.css'

/** A link out of the paper: shows where it leads and opens it only when told to. */
export function LinkDialog(props: { readonly address: string; readonly onClose: () => void }) {
  const text = useText().reader.link
  return (
    <Dialog
      title={text.title}
      closeWord={text.cancel}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{text.cancel}</Button>
          <Button
            kind="primary"
            onClick={() => {
              window.open(props.address, '_blank', 'noopener,noreferrer')
              props.onClose()
            }}
          >
            {text.open}
          </Button>
        </>
      }
    >
      <p>{text.explain}</p>
      <p className={s.address}>{props.address}</p>
    </Dialog>
  )
}
