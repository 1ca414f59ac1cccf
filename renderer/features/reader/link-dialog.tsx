import { Button, Dialog, useText } from '../../ui/index.ts'
import type { FileNote } from './page-links.ts'
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

/** What somebody wrote into the file before it came here. */
export function FileNoteDialog(props: { readonly note: FileNote; readonly onClose: () => void }) {
  const { reader, readerView } = useText()
  const { author, text } = props.note
  return (
    <Dialog title={readerView.fileNote.title} closeWord={reader.link.cancel} onClose={props.onClose}>
      {author ? <p>{readerView.fileNote.by(author)}</p> : null}
      <p className={s.fileNote}>{text}</p>
    </Dialog>
  )
}
