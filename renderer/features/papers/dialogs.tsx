import { type ReactNode, useId, useState } from 'react'
import type { AgendaItemId } from '#core/ids.ts'
import { maxTitleLength, type Paper, type SecrecyGrade, secrecyGrades } from '#core/paper/paper.ts'
import { Banner, Button, Dialog, ErrorLine, TextField, useLanguage, useText } from '../../ui/index.ts'
import { formatBytes } from './format-bytes.ts'
import s from './papers.module.css'

/** As many file names as one reads before confirming. */
const filesShown = 6

/** [P3] Asks once for a whole batch what the files are; nothing is chosen beforehand, and only ordinary papers go on. */
export function DeclareDialog(props: {
  readonly files: readonly File[]
  readonly where: string
  readonly onSend: (grade: SecrecyGrade) => void
  readonly onClose: () => void
}) {
  const text = useText().meeting.papers
  const t = text.declare
  const language = useLanguage()
  const group = useId()
  const [grade, setGrade] = useState<SecrecyGrade | null>(null)
  const { files } = props
  const may = grade === 'ordinary'
  return (
    <Dialog
      title={t.title(files.length)}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => may && props.onSend(grade)}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" disabled={!may}>
            {t.send(files.length)}
          </Button>
        </>
      }
    >
      <div>
        <p>{t.to(props.where)}</p>
        <ul className={s.files}>
          {files.slice(0, filesShown).map(file => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              {file.name}
              <span>{formatBytes(file.size, text.bytes, language)}</span>
            </li>
          ))}
          {files.length > filesShown ? <li>{t.more(files.length - filesShown)}</li> : null}
        </ul>
      </div>
      <fieldset className={s.grades}>
        <legend>{t.question}</legend>
        {secrecyGrades.map(value => (
          <label key={value}>
            <input type="radio" name={group} value={value} checked={grade === value} onChange={() => setGrade(value)} />
            {t.grades[value]}
          </label>
        ))}
      </fieldset>
      {grade !== null && !may ? <Banner tone="danger">{t.refused}</Banner> : null}
    </Dialog>
  )
}

interface DeedProps {
  readonly paper: Paper
  readonly running: boolean
  /** The sentence of a refusal; the dialog stays with what was typed. */
  readonly refused: string | null
  readonly onClose: () => void
}

/** Another title for a paper. */
export function RenameDialog(props: DeedProps & { readonly onRename: (title: string) => void }) {
  const t = useText().meeting.papers
  const [title, setTitle] = useState(props.paper.title)
  const wanted = title.trim()
  const send = () => wanted !== '' && !props.running && (wanted === props.paper.title ? props.onClose() : props.onRename(wanted))
  return (
    <Dialog
      title={t.renameTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={send}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" busy={props.running} disabled={wanted === ''}>
            {t.renameDo}
          </Button>
        </>
      }
    >
      <TextField
        label={t.renameField}
        value={title}
        maxLength={maxTitleLength}
        autoFocus
        onFocus={event => event.currentTarget.select()}
        onChange={event => setTitle(event.currentTarget.value)}
      />
      {props.refused ? <ErrorLine>{props.refused}</ErrorLine> : null}
    </Dialog>
  )
}

/** Asks once before a paper is withdrawn, and says what that means. */
export function RemoveDialog(props: DeedProps & { readonly onRemove: () => void }) {
  const t = useText().meeting.papers
  return (
    <Dialog
      title={t.removeTitle(props.paper.title)}
      closeWord={t.cancel}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="danger" busy={props.running} onClick={props.onRemove}>
            {t.removeDo}
          </Button>
        </>
      }
    >
      <p>{t.removeAfter}</p>
      {props.refused ? <ErrorLine>{props.refused}</ErrorLine> : null}
    </Dialog>
  )
}

/** Where a paper may lie: an item by its printed name, or null for the general papers. */
export interface PaperHome {
  readonly item: AgendaItemId | null
  readonly name: string
}

/** Another item for a paper, without dragging. */
export function MoveDialog(props: {
  readonly paper: Paper
  readonly now: AgendaItemId | null
  readonly homes: readonly PaperHome[]
  readonly onMove: (item: AgendaItemId | null) => void
  readonly onClose: () => void
}): ReactNode {
  const t = useText().meeting.papers
  return (
    <Dialog title={t.moveTitle(props.paper.title)} closeWord={t.cancel} onClose={props.onClose}>
      <ul className={s.places}>
        {props.homes.map(home => (
          <li key={home.item ?? ''}>
            <button type="button" disabled={home.item === props.now} onClick={() => props.onMove(home.item)}>
              {home.name}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
