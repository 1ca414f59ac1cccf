import { useState } from 'react'
import { saveFile } from '../../platform/save-file.ts'
import { Button, Dialog, ErrorLine, useNotice, useText } from '../../ui/index.ts'
import type { AttendanceDocument } from './attendance-document.ts'
import s from './export.module.css'
import { loadFonts, startExportWork } from './export-work.ts'
import { fileName } from './file-name.ts'
import { useExportTask } from './use-export-task.ts'
import { Working } from './working.tsx'

const kinds = ['pdf', 'xlsx'] as const
type Kind = (typeof kinds)[number]
const types: Readonly<Record<Kind, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}

/** [J7] The list of attendance as a file to print and sign, or to calculate with. */
export function AttendanceDialog(props: {
  readonly document: AttendanceDocument
  /** Of another list of the same form. */
  readonly title?: string
  readonly name: string
  readonly onClose: () => void
}) {
  const words = useText()
  const t = words.exporting
  const list = words.attendance.list
  const notice = useNotice()
  const { task, run, stop } = useExportTask()
  const [kind, setKind] = useState<Kind>('pdf')
  const save = async () => {
    const saved = await run(async (report, signal) => {
      report(t.writing, 1)
      const exporting = startExportWork(signal)
      try {
        const written = await exporting.ask(
          kind === 'pdf'
            ? { kind: 'attendance', document: props.document, fonts: await loadFonts(signal) }
            : { kind: 'attendance-sheet', document: props.document }
        )
        const name = fileName(props.name, kind)
        saveFile(name, written as Uint8Array<ArrayBuffer>, types[kind])
        notice({ text: t.save.saved(name) })
        return null
      } finally {
        exporting.end()
      }
    })
    if (saved) props.onClose()
  }
  const working = task.kind === 'working'
  return (
    <Dialog
      title={props.title ?? list.save}
      closeWord={t.close}
      onClose={props.onClose}
      footer={
        <>
          {working ? <Button onClick={stop}>{t.cancel}</Button> : <Button onClick={props.onClose}>{t.close}</Button>}
          <Button kind="primary" busy={working} onClick={() => void save()}>
            {t.save.act}
          </Button>
        </>
      }
    >
      <fieldset className={s.options} disabled={working}>
        <legend>{props.document.subject}</legend>
        {kinds.map(one => (
          <label key={one} className={s.option}>
            <input type="radio" name="what" checked={kind === one} onChange={() => setKind(one)} />
            <span>{list.kinds[one]}</span>
            <small>{list.hints[one]}</small>
          </label>
        ))}
      </fieldset>
      <Working task={task} />
      {task.kind === 'failed' ? <ErrorLine>{t.failed[task.reason === 'tooLarge' ? 'unknown' : task.reason]}</ErrorLine> : null}
    </Dialog>
  )
}
