import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import type { CommandWords } from '../../session/send-command.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import type { SharedDoc } from '../../sync/index.ts'
import { useText } from '../../ui/index.ts'
import { DeclareDialog, MoveDialog, type PaperHome, RemoveDialog, RenameDialog } from './dialogs.tsx'
import { putPaper } from './place.ts'
import { titleFromFileName } from './title-from-file.ts'
import type { UploadTarget } from './upload.ts'
import { useUploads } from './uploads-provider.tsx'

/** What a secretary can do with papers; null for everybody else. */
export interface PaperActs {
  /** Opens the system's file dialog; one file for a new version, many for new papers. */
  pick(target: UploadTarget): void
  /** Files that were dropped. */
  offer(files: readonly File[], target: UploadTarget): void
  rename(paper: Paper): void
  remove(paper: Paper): void
  move(paper: Paper): void
  /** To `index` among the papers of `item`. */
  put(paper: Paper, item: AgendaItemId | null, index: number): void
  homeOf(paper: Paper): AgendaItemId | null
  papersOf(item: AgendaItemId | null): readonly Paper[]
}

const ActsContext = createContext<PaperActs | null>(null)
export const usePaperActs = (): PaperActs | null => useContext(ActsContext)

type Asking =
  | { readonly kind: 'declare'; readonly files: readonly File[]; readonly target: UploadTarget }
  | { readonly kind: 'rename' | 'remove' | 'move'; readonly paper: Paper }

interface Props {
  readonly meeting: MeetingId
  readonly may: boolean
  readonly doc: SharedDoc
  readonly origin: object
  readonly papers: ReadonlyMap<AgendaItemId | null, readonly Paper[]>
  readonly homes: readonly PaperHome[]
  readonly children: ReactNode
}

/** Offers the acts to every list of papers inside, and asks what has to be asked in one place. */
export function PaperActsProvider(props: Props) {
  const text = useText()
  const t = text.meeting.papers
  const { queue } = useUploads(props.meeting)
  const { running, send } = useCommand(props.meeting)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const picked = useRef<UploadTarget>({ item: null, paper: null })
  const { may, doc, origin, papers } = props

  const acts = useMemo((): PaperActs | null => {
    if (!may) return null
    const ask = (next: Asking) => {
      setRefused(null)
      setAsking(next)
    }
    const homeOf = (paper: Paper) => [...papers].find(([, list]) => list.some(one => one.paper === paper.paper))?.[0] ?? null
    return {
      pick(target) {
        picked.current = target
        if (!input.current) return
        input.current.multiple = target.paper === null
        input.current.value = ''
        input.current.click()
      },
      offer: (files, target) => ask({ kind: 'declare', files: target.paper === null ? files : files.slice(0, 1), target }),
      rename: paper => ask({ kind: 'rename', paper }),
      remove: paper => ask({ kind: 'remove', paper }),
      move: paper => ask({ kind: 'move', paper }),
      put: (paper, item, index) => putPaper(doc, origin, paper.paper, item, papers.get(item) ?? [], index),
      homeOf,
      papersOf: item => papers.get(item) ?? []
    }
  }, [may, doc, origin, papers])

  const close = () => setAsking(null)
  const command = async (paper: Paper, words: CommandWords) => {
    setRefused(null)
    const outcome = await send(words)
    if (outcome?.ok) close()
    else if (outcome) setRefused(t.notDone(paper.title, whyNotDone(text, outcome.reason)))
  }
  const whereOf = ({ item, paper }: UploadTarget): string => {
    const replaced = paper === null ? null : [...papers.values()].flat().find(one => one.paper === paper)
    if (replaced) return `${replaced.title} (${t.version(replaced.versions.length + 1)})`
    return props.homes.find(home => home.item === item)?.name ?? t.general
  }
  return (
    <ActsContext.Provider value={acts}>
      {props.children}
      {acts ? (
        <input
          ref={input}
          type="file"
          accept="application/pdf,.pdf"
          hidden
          onChange={event => {
            const files = [...(event.currentTarget.files ?? [])]
            if (files.length > 0) acts.offer(files, picked.current)
          }}
        />
      ) : null}
      {asking?.kind === 'declare' ? (
        <DeclareDialog
          files={asking.files}
          where={whereOf(asking.target)}
          onClose={close}
          onSend={grade => {
            const replaced =
              asking.target.paper === null ? null : [...papers.values()].flat().find(one => one.paper === asking.target.paper)
            queue.add(
              asking.files.map(file => ({ file, title: replaced?.title ?? titleFromFileName(file.name) })),
              asking.target,
              grade
            )
            close()
          }}
        />
      ) : null}
      {asking?.kind === 'rename' ? (
        <RenameDialog
          paper={asking.paper}
          running={running}
          refused={refused}
          onClose={close}
          onRename={title => void command(asking.paper, { kind: 'rename-paper', paper: asking.paper.paper, title })}
        />
      ) : null}
      {asking?.kind === 'remove' ? (
        <RemoveDialog
          paper={asking.paper}
          running={running}
          refused={refused}
          onClose={close}
          onRemove={() => void command(asking.paper, { kind: 'remove-paper', paper: asking.paper.paper })}
        />
      ) : null}
      {asking?.kind === 'move' && acts ? (
        <MoveDialog
          paper={asking.paper}
          now={acts.homeOf(asking.paper)}
          homes={props.homes}
          onClose={close}
          onMove={item => {
            acts.put(asking.paper, item, acts.papersOf(item).length)
            close()
          }}
        />
      ) : null}
    </ActsContext.Provider>
  )
}
