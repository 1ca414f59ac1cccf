import { IconChevronDown, IconChevronUp, IconRefresh, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Text } from '#text/index.ts'
import { Button, IconButton, Progress, useLanguage, useText } from '../../ui/index.ts'
import { formatBytes } from './format-bytes.ts'
import s from './papers.module.css'
import type { UploadFailure, UploadHome } from './upload.ts'
import type { UploadEntry } from './upload-queue.ts'
import { useUploads } from './uploads-provider.tsx'

/** The sentence for a file that was not taken. */
function whyNot(text: Text, reason: UploadFailure): string {
  const t = text.meeting.papers.uploads
  if (reason === 'file-unreadable') return t.fileUnreadable
  if (reason === 'file-empty') return t.fileEmpty
  return text.reasons[reason]
}

/** How long a list without failures stays after the last file has arrived. */
const goodNewsMs = 8000

/** What needs a hand first, then what moves, then what waits, then what is done. */
const rank: Readonly<Record<UploadEntry['phase']['kind'], number>> = {
  failed: 0,
  paused: 1,
  checking: 1,
  sending: 1,
  reading: 1,
  waiting: 2,
  done: 3
}

/** What is on its way, with bytes, a way to stop it and a way to try again; nothing is drawn while nothing is. */
export function UploadPanel(props: { readonly home: UploadHome }) {
  const t = useText().meeting.papers.uploads
  const { queue, entries } = useUploads(props.home)
  const [folded, setFolded] = useState(false)
  const settledAll = entries.length > 0 && entries.every(entry => entry.phase.kind === 'done')
  useEffect(() => {
    if (!settledAll) return
    const timer = setTimeout(() => {
      for (const entry of queue.getSnapshot()) queue.dismiss(entry.upload)
    }, goodNewsMs)
    return () => clearTimeout(timer)
  }, [settledAll, queue])
  if (entries.length === 0) return null
  const failed = entries.filter(entry => entry.phase.kind === 'failed').length
  const sorted = [...entries].sort((a, b) => rank[a.phase.kind] - rank[b.phase.kind])
  const done = entries.filter(entry => entry.phase.kind === 'done').length
  const settled = entries.filter(entry => entry.phase.kind === 'done' || entry.phase.kind === 'failed')
  return (
    <section className={s.panel} aria-label={t.heading}>
      <div className={s.panelHead}>
        <h2>{settled.length < entries.length ? t.heading : failed > 0 ? t.headingFailed(failed) : t.headingDone}</h2>
        <span aria-live="polite">{t.summary(done, entries.length)}</span>
        <IconButton label={t.heading} aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {folded ? <IconChevronUp /> : <IconChevronDown />}
        </IconButton>
        {settled.length === entries.length ? (
          <IconButton label={t.clear} onClick={() => settled.forEach(entry => void queue.dismiss(entry.upload))}>
            <IconX />
          </IconButton>
        ) : null}
      </div>
      {folded ? null : (
        <ul className={s.uploads}>
          {sorted.map(entry => (
            <Upload
              key={entry.upload}
              entry={entry}
              onCancel={() => queue.cancel(entry.upload)}
              onRetry={() => queue.retry(entry.upload)}
              onDismiss={() => queue.dismiss(entry.upload)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function Upload(props: {
  readonly entry: UploadEntry
  readonly onCancel: () => void
  readonly onRetry: () => void
  readonly onDismiss: () => void
}) {
  const text = useText()
  const t = text.meeting.papers.uploads
  const language = useLanguage()
  const { entry } = props
  const { phase } = entry
  const size = (bytes: number) => formatBytes(bytes, text.meeting.papers.bytes, language)
  const state = ((): { readonly words: string; readonly tone: string; readonly done: number | null } => {
    switch (phase.kind) {
      case 'waiting':
        return { words: t.waiting, tone: 'plain', done: 0 }
      case 'reading':
        return { words: t.reading, tone: 'plain', done: 0 }
      case 'sending':
        return { words: t.sending(size(phase.done), size(entry.bytes)), tone: 'plain', done: phase.done / entry.bytes }
      case 'checking':
        return { words: t.checking, tone: 'plain', done: 1 }
      case 'paused':
        return { words: t.paused(size(phase.done), size(entry.bytes)), tone: 'wait', done: phase.done / entry.bytes }
      case 'failed':
        return { words: t.failed(entry.fileName, whyNot(text, phase.reason)), tone: 'bad', done: null }
      case 'done':
        return { words: t.done(phase.pages), tone: 'good', done: null }
    }
  })()
  return (
    <li className={s.upload}>
      <span className={s.uploadName} title={entry.fileName}>
        {entry.title}
      </span>
      {state.done === null ? null : <Progress value={state.done} label={entry.title} />}
      <span className={s.uploadState} data-tone={state.tone} role={phase.kind === 'failed' ? 'alert' : undefined}>
        {state.words}
      </span>
      <span className={s.uploadActs}>
        {phase.kind === 'failed' && phase.reason !== 'secret-document' ? (
          <IconButton label={t.retry} onClick={props.onRetry}>
            <IconRefresh />
          </IconButton>
        ) : null}
        {phase.kind === 'done' || phase.kind === 'failed' ? (
          <IconButton label={t.dismiss} onClick={props.onDismiss}>
            <IconX />
          </IconButton>
        ) : (
          <Button kind="bare" aria-label={t.cancel(entry.fileName)} onClick={props.onCancel}>
            {t.cancelWord}
          </Button>
        )}
      </span>
    </li>
  )
}
