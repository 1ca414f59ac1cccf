import { IconFolder } from '@tabler/icons-react'
import { useState } from 'react'
import type { FolderId } from '#core/ids.ts'
import { maxTitleLength } from '#core/paper/paper.ts'
import { type Folder, folderPath, maxFolderName, mayNest, placeOf, type Shelf } from '#core/personal/shelf.ts'
import { Button, Dialog, ErrorLine, TextField, useText } from '../../ui/index.ts'
import s from './personal.module.css'
import { folderChoices } from './rows.ts'

/** Asks for a name: of a new folder, or another one of a folder or paper. `send` resolves with the sentence of a refusal, or null. */
export function NameDialog(props: {
  readonly title: string
  readonly act: string
  readonly before: string
  readonly beside?: string
  readonly of: 'folder' | 'paper'
  /** Names that are there already. */
  readonly taken?: ReadonlySet<string>
  readonly send: (name: string) => Promise<string | null>
  readonly onClose: () => void
}) {
  const t = useText().personal
  const [name, setName] = useState(props.before)
  const [running, setRunning] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const wanted = name.trim()
  const submit = async () => {
    if (wanted === '' || running) return
    if (wanted === props.before) return props.onClose()
    if (props.taken?.has(wanted.normalize('NFC'))) return setRefused(t.nameTaken)
    setRunning(true)
    const why = await props.send(wanted)
    setRunning(false)
    if (why === null) props.onClose()
    else setRefused(why)
  }
  return (
    <Dialog
      title={props.title}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" busy={running} disabled={wanted === ''}>
            {props.act}
          </Button>
        </>
      }
    >
      {props.beside ? <p className={s.beside}>{props.beside}</p> : null}
      <TextField
        label={t.name}
        value={name}
        maxLength={props.of === 'folder' ? maxFolderName : maxTitleLength}
        autoFocus
        onFocus={event => event.currentTarget.select()}
        onChange={event => {
          setName(event.currentTarget.value)
          setRefused(null)
        }}
      />
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}

/** Another place for a paper or a folder, without dragging. */
export function MoveDialog(props: {
  readonly name: string
  readonly folders: Shelf['folders']
  readonly now: FolderId | null
  /** The folder that is moved; it cannot go into itself. */
  readonly moving: Folder | null
  readonly onMove: (to: FolderId | null) => void
  readonly onClose: () => void
}) {
  const t = useText().personal
  const now = placeOf(props.folders, props.now)
  const choice = (folder: Folder | null) => {
    const id = folder?.folder ?? null
    const depth = folder ? folderPath(props.folders, folder.folder).length : 0
    const isNow = id === now
    const may = !props.moving || mayNest(props.folders, props.moving.folder, id) === 'yes'
    return (
      <li key={id ?? ''}>
        <button type="button" disabled={isNow || !may} style={{ paddingInlineStart: 14 + depth * 22 }} onClick={() => props.onMove(id)}>
          <IconFolder aria-hidden="true" />
          <span>{folder?.name ?? t.top}</span>
          {isNow ? <small>{t.isHere}</small> : null}
        </button>
      </li>
    )
  }
  return (
    <Dialog title={t.moveTitle(props.name)} closeWord={t.cancel} onClose={props.onClose}>
      <ul className={s.places}>
        {choice(null)}
        {folderChoices(props.folders).map(choice)}
      </ul>
    </Dialog>
  )
}
