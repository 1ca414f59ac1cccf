import { useState } from 'react'
import type { Paper } from '#core/paper/paper.ts'
import { readMarks } from '#core/shared-doc/marks-doc.ts'
import { saveFile } from '../../platform/save-file.ts'
import { useSession } from '../../session/session.ts'
import { readOnce } from '../../sync/read-once.ts'
import { Button, CheckField, Dialog, ErrorLine, shortDate, useClock, useNotice, useText } from '../../ui/index.ts'
import type { PackPlan } from './board-pack.ts'
import s from './export.module.css'
import { loadFonts, startExportWork } from './export-work.ts'
import { fileName } from './file-name.ts'
import { type PaintedMark, paintMark, type StrokeOutline } from './mark-shapes.ts'
import { type ExportFailure, type Report, useExportTask } from './use-export-task.ts'
import { wholePaper } from './whole-paper.ts'
import { Working } from './working.tsx'

/** The whole pack lies in memory twice while it is written. */
const mostBytes = 250_000_000

export interface PackDialogProps {
  readonly meetingTitle: string
  /** The day of the meeting, for the file's name. */
  readonly date: string
  readonly particulars: PackPlan['particulars']
  /** The newest version of each is put in, in this order. */
  readonly sections: readonly { readonly title: string; readonly papers: readonly Paper[] }[]
  readonly outline: StrokeOutline
  readonly onClose: () => void
}

/** [X4] The papers of the meeting as one file. */
export function PackDialog({ meetingTitle, date, particulars, sections, outline, onClose }: PackDialogProps) {
  const words = useText()
  const t = words.exporting
  const session = useSession()
  const clock = useClock()
  const notice = useNotice()
  const { task, run, stop } = useExportTask()
  const [withMarks, setWithMarks] = useState(false)
  const size = words.app.sizes.megabytes
  const papers = sections.flatMap(section => section.papers)
  const versions = papers.map(paper => paper.versions.at(-1))
  const bytes = versions.reduce((sum, version) => sum + (version?.bytes ?? 0), 0)
  const pages = versions.reduce((sum, version) => sum + (version?.pages ?? 0), 0)
  const { name, id: user } = session.me.user

  const marksOn = async (paper: Paper, signal: AbortSignal): Promise<readonly PaintedMark[]> => {
    const newest = paper.versions.at(-1)?.version
    const all = await readOnce(session.rooms, { kind: 'marks', paper: paper.paper, user }, readMarks, signal)
    return (all ?? []).filter(mark => mark.version === newest).map(mark => paintMark(mark, outline))
  }
  const planOf = (): PackPlan => {
    let number = 0
    return {
      organisation: session.organisation,
      heading: t.pack.heading,
      meeting: meetingTitle,
      particulars,
      made: t.pack.made(name, shortDate(words.app.dates, clock.now())),
      contents: t.pack.contents,
      sections: sections
        .filter(section => section.papers.length > 0)
        .map(section => ({ title: section.title, papers: section.papers.map(({ title }) => ({ number: ++number, title })) })),
      stamp: t.pack.stamp,
      missing: t.pack.missing
    }
  }
  const putTogether = async (report: Report, signal: AbortSignal): Promise<ExportFailure | null> => {
    if (bytes > mostBytes) return 'tooLarge'
    const plan = planOf()
    const numbered = plan.sections.flatMap(section => section.papers)
    const work = startExportWork(signal)
    try {
      await work.ask({ kind: 'begin-pack', plan, fonts: await loadFonts(signal) })
      let left = 0
      for (const [i, paper] of papers.entries()) {
        const version = paper.versions.at(-1)
        const entry = numbered[i]
        if (!version || !entry) continue
        report(t.pack.putting(i + 1, papers.length, paper.title), i / papers.length)
        const whole = await wholePaper(session, paper.paper, version, () => {}, signal)
        if (!whole.ok && whole.reason === 'offline') return 'offline'
        const marks = withMarks ? await marksOn(paper, signal) : []
        const put = whole.ok
          ? await work.ask({ kind: 'add-paper', paper: entry, bytes: whole.value, marks, author: name }, [whole.value.buffer])
          : whole
        if (!put.ok) left++
      }
      report(t.writing, 1)
      const pack = await work.ask({ kind: 'finish-pack' })
      const file = fileName(t.pack.fileName(meetingTitle, date), 'pdf')
      saveFile(file, pack as Uint8Array<ArrayBuffer>, 'application/pdf')
      notice({ text: left > 0 ? `${t.save.saved(file)} ${t.pack.left(left)}` : t.save.saved(file) })
      return null
    } finally {
      work.end()
    }
  }
  const working = task.kind === 'working'
  const none = papers.length === 0
  return (
    <Dialog
      title={t.pack.title}
      closeWord={t.close}
      onClose={onClose}
      footer={
        <>
          {working ? <Button onClick={stop}>{t.cancel}</Button> : <Button onClick={onClose}>{t.close}</Button>}
          <Button kind="primary" busy={working} disabled={none} onClick={() => void run(putTogether).then(done => done && onClose())}>
            {t.pack.act}
          </Button>
        </>
      }
    >
      <p className={s.soft}>{none ? t.pack.none : t.pack.explain}</p>
      {none ? null : <p className={s.soft}>{t.pack.count(papers.length, pages, size(bytes))}</p>}
      {none ? null : (
        <CheckField label={t.pack.withMarks} hint={t.pack.withMarksHint} checked={withMarks} onCheck={setWithMarks} disabled={working} />
      )}
      <Working task={task} />
      {task.kind === 'failed' ? (
        <ErrorLine>{task.reason === 'tooLarge' ? t.pack.tooLarge(size(mostBytes)) : t.failed[task.reason]}</ErrorLine>
      ) : null}
    </Dialog>
  )
}
