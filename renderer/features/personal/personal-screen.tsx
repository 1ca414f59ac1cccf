import { IconChevronRight, IconFileSearch, IconFiles, IconFolderOpen, IconFolderPlus, IconUpload } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { type FolderId, newId } from '#core/ids.ts'
import { type Folder, folderPath, foldersIn, type PersonalPaper, placeOf, presentPapers, usedBytes } from '#core/personal/shelf.ts'
import { randomBytes } from '../../session/use-command.ts'
import { Banner, Button, EmptyState, formatPlace, goTo, type Place, Tabs, useLanguage, useText } from '../../ui/index.ts'
import { useLate } from '../../ui/late.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { BringDialog, usePreparedMeetings } from './bring-dialog.tsx'
import { MoveDialog, NameDialog } from './dialogs.tsx'
import { formatSize } from './format-size.ts'
import s from './personal.module.css'
import { type Dragged, PersonalRow, usePlaceForDrop } from './row.tsx'
import { useRowEntries } from './row-entries.tsx'
import { keyOf, rowsOf } from './rows.ts'
import { type PickPeople, ShareDialog } from './share-dialog.tsx'
import { usePersonalDeeds } from './use-personal-command.ts'
import { useKept, useMyPapers } from './use-shelf.ts'

export type { PickPeople } from './share-dialog.tsx'

/** What is being done with one thing, in a window of its own. */
export type Asking =
  | { readonly kind: 'new-folder' }
  | { readonly kind: 'rename-folder'; readonly folder: Folder }
  | { readonly kind: 'move-folder'; readonly folder: Folder }
  | { readonly kind: 'move'; readonly paper: PersonalPaper }
  | { readonly kind: 'rename' | 'share' | 'bring'; readonly paper: PersonalPaper }

export interface PersonalScreenProps {
  readonly folder: FolderId | null
  readonly shared: boolean
  /** Files chosen with the button. */
  readonly onChoose: (folder: FolderId | null, where: string) => void
  /** A field on which files can be dropped. */
  readonly drop: (folder: FolderId | null, where: string, words: string, children: ReactNode) => ReactNode
  readonly pickPeople: PickPeople
  /** Finds in what stands in the papers. */
  readonly onFindInside: (query: string) => void
}

const placeOfFolder = (folder: FolderId | null): Place => ({ kind: 'documents', folder, shared: false, paper: null })

/** My own papers in folders, and what others share with me. */
export function PersonalScreen(props: PersonalScreenProps) {
  const text = useText()
  const t = text.personal
  const language = useLanguage()
  const { shelf, shared, quota, loading } = useMyPapers()
  const late = useLate(loading)
  const kept = useKept()
  const deeds = usePersonalDeeds()
  const [query, setQuery] = useState('')
  const [asking, setAsking] = useState<Asking | null>(null)
  const meetings = usePreparedMeetings()
  const here = placeOf(shelf.folders, props.folder)
  const rows = useMemo(
    () => rowsOf(shelf, shared, { folder: props.folder, shared: props.shared, query }),
    [shelf, shared, props.folder, props.shared, query]
  )
  const path = folderPath(shelf.folders, here)
  const whereWords = path.at(-1)?.name ?? t.top
  const entriesOf = useRowEntries({ deeds, shelf, kept, bringable: meetings.length > 0, onAsk: setAsking })
  const close = () => setAsking(null)

  const nameOf = (to: FolderId | null) => (to === null ? t.top : (shelf.folders.get(to)?.name ?? t.top))
  const move = (what: Dragged, to: FolderId | null) => {
    const now = 'paper' in what ? shelf.papers.get(what.paper)?.folder : shelf.folders.get(what.folder)?.parent
    const from = placeOf(shelf.folders, now ?? null)
    if (now === undefined || from === to || ('folder' in what && what.folder === to)) return
    const moved = { kind: 'move', papers: 'paper' in what ? [what.paper] : [], folders: 'folder' in what ? [what.folder] : [] } as const
    void deeds.act({ ...moved, papers: [...moved.papers], folders: [...moved.folders], to }, t.moved(nameOf(to)), [
      { ...moved, papers: [...moved.papers], folders: [...moved.folders], to: from }
    ])
  }

  const total = presentPapers(shelf).length
  const used = quota === null ? '' : t.used(formatSize(usedBytes(shelf), text, language), formatSize(quota, text, language))
  const summary = [t.count(total), total === 0 ? '' : used].filter(Boolean).join(' · ')
  const choose = () => props.onChoose(here, whereWords)
  const list = (
    <ListPage
      choice={
        <Tabs
          label={t.which}
          value={props.shared ? 'shared' : 'mine'}
          choices={[
            { value: 'mine', label: t.mine },
            { value: 'shared', label: t.sharedCount(shared.length) }
          ]}
          onPick={value => goTo({ kind: 'documents', folder: null, shared: value === 'shared', paper: null })}
        />
      }
      filter={{ label: t.find, hint: t.findHint, query, onQuery: setQuery }}
      count={query ? t.found(rows.length) : ''}
      act={
        props.shared ? null : (
          <>
            <Button icon={<IconFolderPlus aria-hidden="true" />} disabled={loading} onClick={() => setAsking({ kind: 'new-folder' })}>
              {t.newFolder}
            </Button>
            <Button kind="primary" icon={<IconUpload aria-hidden="true" />} disabled={loading} onClick={choose}>
              {t.upload}
            </Button>
          </>
        )
      }
      failure={
        late ? (
          <Banner tone="attention">{t.late}</Banner>
        ) : query.trim() ? (
          <Button
            kind="bare"
            className={s.inside ?? ''}
            icon={<IconFileSearch aria-hidden="true" />}
            onClick={() => props.onFindInside(query.trim())}
          >
            {text.finding.mine.fromSearch(query.trim())}
          </Button>
        ) : props.shared || query || loading ? null : (
          <Way path={path} summary={summary} onDrop={move} />
        )
      }
      items={late ? undefined : loading ? null : rows}
      keyOf={keyOf}
      estimate={68}
      row={row => (
        <PersonalRow
          row={row}
          entries={entriesOf(row)}
          held={row.kind !== 'folder' && kept.held.has(row.kind === 'paper' ? row.paper.version.version : row.shared.version.version)}
          keeping={
            row.kind !== 'folder' &&
            kept.chosen.has(row.kind === 'paper' ? row.paper.paper : row.shared.paper) &&
            !kept.held.has(row.kind === 'paper' ? row.paper.version.version : row.shared.version.version)
          }
          onDrop={row.kind === 'folder' ? what => move(what, row.folder.folder) : null}
        />
      )}
      noneFound={{ title: t.noneFound(query), hint: t.noneFoundHint, clear: t.clear }}
      empty={
        props.shared ? (
          <EmptyState icon={<IconFiles aria-hidden="true" />} title={t.emptyShared}>
            {t.emptySharedBody}
          </EmptyState>
        ) : (
          <EmptyState
            icon={here === null ? <IconFiles aria-hidden="true" /> : <IconFolderOpen aria-hidden="true" />}
            title={here === null ? t.emptyTitle : t.emptyFolder}
            action={<Button onClick={choose}>{t.upload}</Button>}
          >
            {here === null ? t.emptyBody : t.emptyFolderBody}
          </EmptyState>
        )
      }
    />
  )
  const names = (parent: FolderId | null) => new Set(foldersIn(shelf.folders, parent).map(({ name }) => name.normalize('NFC')))
  return (
    <>
      {props.shared ? list : props.drop(here, whereWords, t.drop(whereWords), list)}
      {asking?.kind === 'new-folder' ? (
        <NameDialog
          of="folder"
          title={t.newFolderTitle}
          act={t.newFolderDo}
          before=""
          beside={t.newFolderIn(whereWords)}
          taken={names(here)}
          send={name => deeds.ask({ kind: 'add-folder', folder: newId<FolderId>(randomBytes), parent: here, name })}
          onClose={close}
        />
      ) : null}
      {asking?.kind === 'rename-folder' ? (
        <NameDialog
          of="folder"
          title={t.renameTitle}
          act={t.renameDo}
          before={asking.folder.name}
          taken={names(placeOf(shelf.folders, asking.folder.parent))}
          send={name => deeds.ask({ kind: 'rename-folder', folder: asking.folder.folder, name })}
          onClose={close}
        />
      ) : null}
      {asking?.kind === 'rename' ? (
        <NameDialog
          of="paper"
          title={t.renameTitle}
          act={t.renameDo}
          before={asking.paper.title}
          send={title => deeds.ask({ kind: 'rename', paper: asking.paper.paper, title })}
          onClose={close}
        />
      ) : null}
      {asking?.kind === 'move' || asking?.kind === 'move-folder' ? (
        <MoveDialog
          name={asking.kind === 'move' ? asking.paper.title : asking.folder.name}
          folders={shelf.folders}
          now={asking.kind === 'move' ? asking.paper.folder : asking.folder.parent}
          moving={asking.kind === 'move' ? null : asking.folder}
          onMove={to => {
            close()
            move(asking.kind === 'move' ? { paper: asking.paper.paper } : { folder: asking.folder.folder }, to)
          }}
          onClose={close}
        />
      ) : null}
      {asking?.kind === 'share' ? (
        <ShareDialog paper={shelf.papers.get(asking.paper.paper) ?? asking.paper} pickPeople={props.pickPeople} onClose={close} />
      ) : null}
      {asking?.kind === 'bring' ? <BringDialog paper={asking.paper} onClose={close} /> : null}
    </>
  )
}

/** The way to this folder; every step of it is a place one can go to and drop things on. */
function Way(props: {
  readonly path: readonly Folder[]
  readonly summary: string
  readonly onDrop: (what: Dragged, to: FolderId | null) => void
}) {
  const t = useText().personal
  return (
    <div className={s.line}>
      <nav className={s.way} aria-label={t.way}>
        {props.path.length === 0 ? <h2 aria-current="page">{t.top}</h2> : <Step name={t.top} folder={null} onDrop={props.onDrop} />}
        {props.path.map((folder, index) => (
          <span key={folder.folder} className={s.step}>
            <IconChevronRight aria-hidden="true" />
            {index === props.path.length - 1 ? (
              <h2 aria-current="page">{folder.name}</h2>
            ) : (
              <Step name={folder.name} folder={folder.folder} onDrop={props.onDrop} />
            )}
          </span>
        ))}
      </nav>
      <span className={s.summary}>{props.summary}</span>
    </div>
  )
}

function Step(props: {
  readonly name: string
  readonly folder: FolderId | null
  readonly onDrop: (what: Dragged, to: FolderId | null) => void
}) {
  const drop = usePlaceForDrop(what => props.onDrop(what, props.folder))
  return (
    <a href={formatPlace(placeOfFolder(props.folder))} data-over={drop.over} {...drop.handlers}>
      {props.name}
    </a>
  )
}
