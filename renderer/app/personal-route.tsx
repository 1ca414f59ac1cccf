import { IconChevronLeft, IconFileOff, IconPencil, IconX } from '@tabler/icons-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FolderId, PaperId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { byName, presentPapers } from '#core/personal/shelf.ts'
import { plainFind } from '#core/text/find.ts'
import type { Follow } from '../features/follow/index.ts'
import { DeclareDialog, FileDrop, titleFromFileName, UploadPanel, useUploads } from '../features/papers/index.ts'
import { PickPeopleDialog } from '../features/participants/index.ts'
import { PersonalScreen, type PickPeople, useMyPapers } from '../features/personal/index.ts'
import { useWarmPaperWorker } from '../features/reader/index.ts'
import { type MeetingRemarks, MyMarks } from '../features/remarks/index.ts'
import { SaveBanner, SaveStatus, SetAsideNotice } from '../sync/index.ts'
import { Button, EmptyState, formatPlace, goTo, IconButton, myDocuments, type Place, Skeleton, useText } from '../ui/index.ts'
import bar from '../ui/screen-bar.module.css'
import { type FindInPapers, useFindInPapers } from './find-in-papers.tsx'
import { type PageTarget, targetOf } from './marks-side.tsx'
import { PaperPane } from './paper-pane.tsx'
import s from './personal-route.module.css'

interface Intake {
  readonly files: readonly File[]
  readonly folder: FolderId | null
  readonly where: string
}

const pickPeople: PickPeople = ({ onPick, ...how }) => (
  <PickPeopleDialog {...how} withRoles={false} onPick={chosen => onPick([...chosen.keys()])} />
)

/** Finding in what stands in my own papers, and in those shared with me. */
function useFindInMine(open: PaperId | null): FindInPapers {
  const { shelf, shared } = useMyPapers()
  const searched = useMemo(
    () =>
      [...[...presentPapers(shelf)].sort((a, b) => byName(a.title, b.title)), ...shared].map(({ paper, title, version }) => ({
        paper,
        version: version.version,
        title,
        pages: version.pages
      })),
    [shelf, shared]
  )
  return useFindInPapers('mine', searched, open, goToMine)
}
const goToMine = (paper: PaperId): void => goTo({ kind: 'documents', folder: null, shared: false, paper })

/** The place of my own papers: the list, and how files come into it. */
export function PersonalPlace(props: { readonly folder: FolderId | null; readonly shared: boolean }) {
  const { queue } = useUploads('personal')
  const chooser = useRef<HTMLInputElement>(null)
  const [target, setTarget] = useState<Omit<Intake, 'files'>>({ folder: null, where: '' })
  const [intake, setIntake] = useState<Intake | null>(null)
  const finder = useFindInMine(null)
  return (
    <>
      <PersonalScreen
        folder={props.folder}
        shared={props.shared}
        pickPeople={pickPeople}
        onFindInside={query => finder.ask({ query, options: plainFind })}
        onChoose={(folder, where) => {
          setTarget({ folder, where })
          chooser.current?.click()
        }}
        drop={(folder, where, words, children) => (
          <FileDrop words={words} className={s.drop ?? ''} onFiles={files => setIntake({ files, folder, where })}>
            {children}
          </FileDrop>
        )}
      />
      <input
        ref={chooser}
        type="file"
        accept="application/pdf,.pdf"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden="true"
        onChange={event => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) setIntake({ files, ...target })
        }}
      />
      {intake ? (
        <DeclareDialog
          files={intake.files}
          where={intake.where}
          onClose={() => setIntake(null)}
          onSend={grade => {
            const files = intake.files.map(file => ({ file, title: titleFromFileName(file.name) }))
            queue.add(files, { item: null, paper: null, folder: intake.folder }, grade)
            setIntake(null)
          }}
        />
      ) : null}
      {finder.dialog}
      <div className={s.uploads}>
        <UploadPanel home="personal" />
      </div>
    </>
  )
}

/** Nobody leads where one reads alone. */
const alone: Follow = {
  mode: 'idle',
  leader: null,
  mayLead: false,
  followers: 0,
  lead: () => {},
  stopLeading: () => {},
  leave: () => {},
  rejoin: () => {},
  ownMove: () => {},
  point: () => {}
}

/** Marks on papers of one's own are shared with nobody. */
const nothingShared: MeetingRemarks = { remarks: [], missing: 0, isNew: () => false, newCount: 0, look: () => {} }

/** One of my own papers, or one shared with me, open in the reader with my marks. */
export function PersonalPaperRoute(props: { readonly paper: PaperId; readonly banners?: ReactNode; readonly tools?: ReactNode }) {
  useWarmPaperWorker()
  const text = useText()
  const t = text.personal
  const { shelf, shared, loading } = useMyPapers()
  const [drawer, setDrawer] = useState(false)
  const [target, setTarget] = useState<PageTarget | null>(null)
  const shown = useCallback(() => setTarget(null), [])
  const finder = useFindInMine(props.paper)
  const own = shelf.papers.get(props.paper)
  const lent = shared.find(one => one.paper === props.paper)
  const found = own && own.removedAt === null ? own : lent
  const back: Place = { kind: 'documents', folder: own?.folder ?? null, shared: !own && lent !== undefined, paper: null }
  const title = found?.title ?? t.back
  useEffect(() => {
    document.title = `${title} · ${text.app.name}`
  }, [title, text.app.name])
  if (!found && !loading)
    return (
      <main className={s.gone}>
        <EmptyState icon={<IconFileOff />} title={t.gone} action={<Button onClick={() => goTo(myDocuments)}>{t.goBack}</Button>}>
          {t.goneBody}
        </EmptyState>
      </main>
    )
  const paper: Paper | null = found ? { paper: props.paper, title, item: null, versions: [found.version], removed: false } : null
  return (
    <div className={s.frame}>
      <header className={bar.bar}>
        <a className={bar.back} href={formatPlace(back)}>
          <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
          {t.back}
        </a>
        <div className={bar.name}>
          <h1 title={title}>{title}</h1>
          {lent && !own ? <p>{t.sharedBy(lent.ownerName)}</p> : null}
        </div>
        <SaveStatus />
        <Button icon={<IconPencil aria-hidden="true" />} aria-expanded={drawer} onClick={() => setDrawer(!drawer)}>
          {t.marks}
        </Button>
        {props.tools}
      </header>
      <main className={bar.middle}>
        <div className={bar.banners}>
          {props.banners}
          <SaveBanner />
          <SetAsideNotice />
        </div>
        {paper ? (
          <PaperPane
            key={props.paper}
            paper={paper}
            meetingTitle={t.top}
            startPage={null}
            follow={alone}
            target={target}
            onTargetShown={shown}
            shared={nothingShared}
            pointed={null}
            onRemark={() => {}}
            onPage={() => {}}
            onBusy={() => {}}
            jump={finder.jump}
            onFindEverywhere={finder.ask}
            everywhere="mine"
          />
        ) : (
          <Skeleton height="100%" />
        )}
      </main>
      {finder.dialog}
      {drawer ? (
        <aside className={s.drawer} aria-label={t.marks} onKeyDown={event => event.key === 'Escape' && setDrawer(false)}>
          <div className={s.head}>
            <h2>{t.marks}</h2>
            <IconButton label={t.closeMarks} onClick={() => setDrawer(false)}>
              <IconX />
            </IconButton>
          </div>
          {paper ? (
            <div className={s.marks}>
              <MyMarks
                meetingTitle={t.top}
                papers={[paper]}
                remarks={nothingShared.remarks}
                mayShare={false}
                onJump={(of, mark) => setTarget(targetOf(of, mark, { mine: true }))}
                onShare={() => {}}
                onQuote={null}
              />
            </div>
          ) : null}
        </aside>
      ) : null}
    </div>
  )
}
