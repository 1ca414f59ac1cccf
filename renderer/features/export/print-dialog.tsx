import { useMemo, useState } from 'react'
import type { Mark } from '#core/mark/mark.ts'
import { pageRuns } from '#core/paper/page-text.ts'
import type { Result } from '#core/result.ts'
import { Button, CheckField, Choices, Dialog, ErrorLine, TextField, useNotice, useText } from '../../ui/index.ts'
import s from './export.module.css'
import { groupByPage, paintMark, type StrokeOutline } from './mark-shapes.ts'
import { type PrintSource, pageImage } from './page-image.ts'
import { pageRange } from './page-range.ts'
import { type Printed, printSheets } from './print-sheets.ts'
import { useExportTask } from './use-export-task.ts'
import { Working } from './working.tsx'

/** So many pictures the print service of an old computer still takes at once. */
const mostPages = 300
/** Dots an inch: sharp for small print, and on half a sheet. */
const density = { 1: 200, 2: 160 } as const

export interface PrintDialogProps {
  readonly title: string
  readonly pages: number
  /** The page being read. */
  readonly current: number
  readonly marks: readonly Mark[]
  readonly outline: StrokeOutline
  /** Opens the paper apart from the screen. */
  readonly open: (signal: AbortSignal) => Promise<Result<PrintSource, string>>
  readonly onClose: () => void
}

/** [X5] Which pages, how many on a sheet, with or without my marks; then the print dialog of this computer. */
export function PrintDialog({ title, pages, current, marks: mine, outline, open, onClose }: PrintDialogProps) {
  const marks = useMemo(() => mine.map(mark => paintMark(mark, outline)), [mine, outline])
  const words = useText().exporting
  const t = words.print
  const notice = useNotice()
  const { task, run, stop } = useExportTask()
  const [which, setWhich] = useState<'all' | 'current' | 'some'>('all')
  const [typed, setTyped] = useState('')
  const [withMarks, setWithMarks] = useState(marks.length > 0)
  const [perSheet, setPerSheet] = useState<'1' | '2'>('1')
  const [wrong, setWrong] = useState<string | null>(null)
  const [notOpened, setNotOpened] = useState(false)

  const start = (): void => {
    const chosen = which === 'current' ? [current] : pageRange(which === 'all' ? '1-' : typed, pages)
    setNotOpened(false)
    setWrong(chosen === null ? t.rangeWrong(pages) : chosen.length > mostPages ? t.tooMany(mostPages) : null)
    if (chosen === null || chosen.length > mostPages) return
    const count = perSheet === '2' ? 2 : 1
    const byPage = groupByPage(withMarks ? marks : [])
    void run(async (report, signal) => {
      report(t.preparing(1, chosen.length), 0)
      const source = await open(signal)
      if (!source.ok) {
        setNotOpened(true)
        return null
      }
      const pictures: Printed[] = []
      try {
        for (const [i, page] of chosen.entries()) {
          report(t.preparing(i + 1, chosen.length), i / chosen.length)
          const picture = await pageImage(source.value, page, byPage.get(page) ?? [], density[count], signal).catch(() => null)
          signal.throwIfAborted()
          pictures.push(picture)
        }
      } finally {
        await source.value.close()
      }
      const empty = chosen.filter((_, i) => pictures[i] === null)
      if (empty.length > 0) notice({ text: t.failedPages(pageRuns(empty)), stayMs: 30_000 })
      await printSheets(pictures, count, i => t.pageAlt(chosen[i] ?? 0), signal)
      onClose()
      return null
    })
  }
  const working = task.kind === 'working'
  return (
    <Dialog
      title={t.title}
      closeWord={words.close}
      onClose={onClose}
      onSubmit={() => !working && start()}
      footer={
        <>
          {working ? <Button onClick={stop}>{words.cancel}</Button> : <Button onClick={onClose}>{words.close}</Button>}
          <Button kind="primary" type="submit" busy={working}>
            {t.act}
          </Button>
        </>
      }
    >
      <p className={s.soft}>{title}</p>
      <fieldset className={s.options} disabled={working}>
        <legend>{t.pages}</legend>
        {(['all', 'current', 'some'] as const).map(one => (
          <label key={one} className={s.option}>
            <input type="radio" name="which" checked={which === one} onChange={() => setWhich(one)} />
            <span>{one === 'all' ? t.all(pages) : one === 'current' ? t.current(current) : t.some}</span>
          </label>
        ))}
      </fieldset>
      {which === 'some' ? (
        <TextField
          label={t.range}
          hint={t.rangeHint}
          error={wrong ?? undefined}
          value={typed}
          autoComplete="off"
          disabled={working}
          onChange={event => setTyped(event.target.value)}
        />
      ) : wrong ? (
        <ErrorLine>{wrong}</ErrorLine>
      ) : null}
      <div className={s.row}>
        <span>{t.perSheet}</span>
        <Choices
          label={t.perSheet}
          value={perSheet}
          choices={[
            { value: '1', label: t.one },
            { value: '2', label: t.two }
          ]}
          onPick={setPerSheet}
        />
      </div>
      {marks.length > 0 ? <CheckField label={t.withMarks} checked={withMarks} onCheck={setWithMarks} disabled={working} /> : null}
      <Working task={task} />
      {notOpened ? <ErrorLine>{t.notOpened}</ErrorLine> : null}
      {task.kind === 'failed' ? <ErrorLine>{words.failed[task.reason === 'tooLarge' ? 'unknown' : task.reason]}</ErrorLine> : null}
    </Dialog>
  )
}
