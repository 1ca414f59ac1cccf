import { useMemo, useState } from 'react'
import type { Mark } from '#core/mark/mark.ts'
import { inReadingOrder } from '#core/mark/mark-shape.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { saveFile } from '../../platform/save-file.ts'
import { useSession } from '../../session/session.ts'
import { Button, Dialog, ErrorLine, shortDate, useClock, useNotice, useText } from '../../ui/index.ts'
import s from './export.module.css'
import { loadFonts, startExportWork } from './export-work.ts'
import { fileName } from './file-name.ts'
import { listText, marksDocumentOf } from './listed-marks.ts'
import { paintMark, type StrokeOutline } from './mark-shapes.ts'
import { type ExportFailure, type Report, useExportTask } from './use-export-task.ts'
import { wholePaper } from './whole-paper.ts'
import { Working } from './working.tsx'

const kinds = ['marked', 'list', 'plain', 'original'] as const
type Kind = (typeof kinds)[number]

/** Writing to a file needs it in memory three times; what is larger would bring an old computer to a halt. */
const mostBytes = 120_000_000

export interface SaveDialogProps {
  readonly paper: Paper
  readonly version: PaperVersion
  readonly meetingTitle: string
  readonly marks: readonly Mark[]
  readonly outline: StrokeOutline
  readonly onClose: () => void
}

/** [X1] [X3] A paper with my marks, my marks alone, or the paper as it is, as a file. */
export function SaveDialog({ paper, version, meetingTitle, marks: mine, outline, onClose }: SaveDialogProps) {
  const marks = useMemo(() => inReadingOrder(mine).map(mark => paintMark(mark, outline)), [mine, outline])
  const words = useText()
  const t = words.exporting
  const session = useSession()
  const clock = useClock()
  const notice = useNotice()
  const { task, run, stop } = useExportTask()
  const [kind, setKind] = useState<Kind>(marks.length > 0 ? 'marked' : 'original')
  const saved = (name: string) => notice({ text: t.save.saved(name) })
  const size = words.app.sizes.megabytes

  const fetched = (report: Report, signal: AbortSignal) =>
    wholePaper(session, paper.paper, version, got => report(t.fetching(size(got), size(version.bytes)), got / version.bytes), signal)
  const give = (name: string, bytes: Uint8Array<ArrayBuffer> | string, type: string): void => {
    saveFile(name, bytes, type)
    saved(name)
  }
  const document = () =>
    marksDocumentOf(t.list, paper.title, meetingTitle, session.me.user.name, shortDate(words.app.dates, clock.now()), marks)
  const work: Record<Kind, (report: Report, signal: AbortSignal) => Promise<ExportFailure | null>> = {
    original: async (report, signal) => {
      const whole = await fetched(report, signal)
      if (!whole.ok) return whole.reason
      give(fileName(paper.title, 'pdf'), whole.value, 'application/pdf')
      return null
    },
    marked: async (report, signal) => {
      if (version.bytes > mostBytes) return 'tooLarge'
      const whole = await fetched(report, signal)
      if (!whole.ok) return whole.reason
      report(t.writing, 1)
      const exporting = startExportWork(signal)
      try {
        const bytes = whole.value
        const written = await exporting.ask({ kind: 'annotate', bytes, marks, author: session.me.user.name }, [bytes.buffer])
        if (!written.ok) return written.reason
        give(fileName(t.list.markedName(paper.title), 'pdf'), written.value.bytes as Uint8Array<ArrayBuffer>, 'application/pdf')
        if (written.value.left > 0) notice({ text: t.left(written.value.left) })
        return null
      } finally {
        exporting.end()
      }
    },
    list: async (report, signal) => {
      report(t.writing, 1)
      const exporting = startExportWork(signal)
      try {
        const written = await exporting.ask({ kind: 'list', document: document(), fonts: await loadFonts(signal) })
        give(fileName(t.list.fileName(paper.title), 'pdf'), written as Uint8Array<ArrayBuffer>, 'application/pdf')
        return null
      } finally {
        exporting.end()
      }
    },
    plain: async () => {
      give(fileName(t.list.fileName(paper.title), 'txt'), listText(document()), 'text/plain;charset=utf-8')
      return null
    }
  }
  const save = (what: Kind): void => {
    void run(work[what]).then(done => done && onClose())
  }
  const working = task.kind === 'working'
  const reason = task.kind === 'failed' ? task.reason : null
  const listHelps = reason !== null && reason !== 'offline' && reason !== 'refused' && marks.length > 0 && kind === 'marked'
  return (
    <Dialog
      title={t.save.title}
      closeWord={t.close}
      onClose={onClose}
      footer={
        <>
          {working ? <Button onClick={stop}>{t.cancel}</Button> : <Button onClick={onClose}>{t.close}</Button>}
          {listHelps ? <Button onClick={() => save('list')}>{t.failed.listInstead}</Button> : null}
          <Button kind="primary" busy={working} onClick={() => save(kind)}>
            {t.save.act}
          </Button>
        </>
      }
    >
      <fieldset className={s.options} disabled={working}>
        <legend>{paper.title}</legend>
        {kinds.map(one => (
          <label key={one} className={s.option}>
            <input
              type="radio"
              name="what"
              checked={kind === one}
              disabled={marks.length === 0 && one !== 'original'}
              onChange={() => setKind(one)}
            />
            <span>{t.save[one]}</span>
            <small>
              {one === 'marked'
                ? t.save.markedHint(marks.length)
                : one === 'list'
                  ? t.save.listHint
                  : one === 'plain'
                    ? t.save.plainHint
                    : t.save.originalHint}
            </small>
          </label>
        ))}
      </fieldset>
      <Working task={task} />
      {reason === null ? null : <ErrorLine>{reason === 'tooLarge' ? t.failed.tooLarge(size(mostBytes)) : t.failed[reason]}</ErrorLine>}
    </Dialog>
  )
}
