import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconCloudOff, IconFileOff } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { AgendaEditor, ItemOverview } from '../features/agenda/index.ts'
import { ConclusionCard } from '../features/desk/index.ts'
import { BeginItem, ParticularsForm, ParticularsView } from '../features/meeting/index.ts'
import { AddPaperLine, asDraggedPaper, GeneralZone, ItemDrop, ItemPapers, PapersCard, usePaperActs } from '../features/papers/index.ts'
import { VotesCard } from '../features/vote/index.ts'
import { useSession } from '../session/session.ts'
import { Button, Card, EmptyState, goTo, Skeleton, useText } from '../ui/index.ts'
import s from './meeting-route.module.css'
import { formsIn, secretParts } from './secret-parts.tsx'
import type { MeetingView } from './use-meeting-view.ts'
import { useUndoKeys } from './use-undo-keys.ts'

interface Props {
  readonly meeting: MeetingId
  readonly view: MeetingView
  /** It has been opening for so long that there must be a reason. */
  readonly late: boolean
  readonly item: AgendaNode | null
  readonly paperGone: boolean
  readonly mayEdit: boolean
  readonly chairName: string
  readonly presenterOf: (item: AgendaItemId) => Participant | null
  /** The printed sheet, for screens too narrow to have it beside. */
  readonly agenda: ReactNode
}

/** The middle of the frame while no paper is open: an item, the meeting itself, or the meeting being prepared. */
export function MeetingMiddle(props: Props) {
  const text = useText().meeting
  const { meeting, view, item } = props
  if (view.condition === 'loading') return <MiddleSkeleton late={props.late} />
  if (props.paperGone)
    return (
      <div className={s.scroll}>
        <EmptyState
          icon={<IconFileOff />}
          title={text.frame.paperGone}
          action={<Button onClick={() => goTo({ kind: 'meeting', meeting, paper: null })}>{text.frame.toOverview}</Button>}
        >
          {text.frame.paperGoneWhy}
        </EmptyState>
      </div>
    )
  return (
    <div className={s.scroll}>
      <div className={s.sheet}>
        {item ? <Item {...props} node={item} /> : props.mayEdit ? <Preparing {...props} /> : <Overview {...props} />}
      </div>
    </div>
  )
}

function Item(props: Props & { readonly node: AgendaNode }) {
  const text = useText().meeting
  const { meeting, view, node } = props
  const title = node.title || text.agenda.untitled
  return (
    <>
      <Button kind="bare" icon={<IconChevronLeft />} className={s.up ?? ''} onClick={() => goTo({ kind: 'meeting', meeting, paper: null })}>
        {props.mayEdit ? text.frame.prepare : text.frame.overview}
      </Button>
      <ItemOverview
        meeting={meeting}
        tree={view.tree}
        node={node}
        startsAt={view.particulars.startsAt}
        presenter={props.presenterOf(node.id)}
        acts={<BeginItem meeting={meeting} standing={view.standing} course={view.record.course} items={view.items} item={node.id} />}
        papers={
          <PapersCard
            meeting={meeting}
            papers={view.papers.get(node.id) ?? []}
            open={null}
            noveltyOf={view.noveltyOf}
            item={node.id}
            heading={text.item.papers}
            dropWords={text.papers.dropHere(title)}
            emptyWords={text.item.noPapers}
          />
        }
      />
      <ConclusionCard conclusion={view.record.conclusions.get(node.id)} />
      <Votes {...props} of={node.id} />
    </>
  )
}

function Votes({ meeting, view, of }: Props & { readonly of: AgendaItemId | 'all' }) {
  const { me } = useSession()
  const hall = { meeting, standing: view.standing, me: me.user.id, record: view.record }
  return (
    <VotesCard {...hall} items={view.items} item={of} type={view.particulars.type} forms={formsIn(meeting)} secret={secretParts(hall)} />
  )
}

function Overview(props: Props) {
  const text = useText().meeting
  const { meeting, view } = props
  const narrow = useMediaQuery('(max-width: 900px)')
  const list = { meeting, open: null, noveltyOf: view.noveltyOf }
  const fresh = [...view.papers.values()].flat().filter(paper => view.noveltyOf(paper) !== 'none')
  return (
    <>
      <h1>{view.particulars.title || text.frame.untitled}</h1>
      <Card>
        <ParticularsView particulars={view.particulars} chairName={props.chairName} unitName={view.record.unitName} />
      </Card>
      <PapersCard {...list} papers={fresh} item={null} heading={text.papers.fresh} dropWords={text.papers.dropGeneral} />
      <PapersCard
        {...list}
        papers={view.papers.get(null) ?? []}
        item={null}
        heading={text.papers.general}
        dropWords={text.papers.dropGeneral}
      />
      <Votes {...props} of="all" />
      {narrow ? (
        <Card>
          <h2>{text.agenda.heading}</h2>
          {props.agenda}
        </Card>
      ) : null}
    </>
  )
}

function Preparing(props: Props) {
  const text = useText().meeting
  const acts = usePaperActs()
  const { meeting, view } = props
  const list = { meeting, open: null, noveltyOf: view.noveltyOf }
  const root = useRef<HTMLDivElement>(null)
  useUndoKeys(root, view.undo)
  return (
    <div ref={root} className={s.stack}>
      <Card>
        <h2>{text.particulars.heading}</h2>
        <ParticularsForm doc={view.doc} origin={view.undo.origin} particulars={view.particulars} />
      </Card>
      <AgendaEditor
        meeting={meeting}
        doc={view.doc}
        undo={view.undo}
        tree={view.tree}
        startsAt={view.particulars.startsAt}
        endsAt={view.particulars.endsAt}
        participants={view.participants}
        presenterOf={props.presenterOf}
        papers={item => <ItemPapers {...list} papers={view.papers.get(item) ?? []} />}
        madeOf={item => [view.papers.get(item), acts, view.noveltyOf]}
        paperAct={item => <AddPaperLine item={item} />}
        around={(item, title, row) => (
          <ItemDrop item={item} title={title}>
            {row}
          </ItemDrop>
        )}
        otherName={dragged => asDraggedPaper(dragged)?.paper.title ?? ''}
        onOther={(dragged, over) => {
          const moved = asDraggedPaper(dragged)
          if (moved) acts?.put(moved.paper, over.item, acts.papersOf(over.item).length)
        }}
      >
        <GeneralZone>
          <PapersCard
            {...list}
            papers={view.papers.get(null) ?? []}
            item={null}
            heading={text.papers.general}
            dropWords={text.papers.dropGeneral}
            draggable
          />
        </GeneralZone>
      </AgendaEditor>
      <Votes {...props} of="all" />
    </div>
  )
}

/** The shape of what will be here; after a while, why it is not here yet. */
function MiddleSkeleton(props: { readonly late: boolean }) {
  const t = useText().meeting.frame
  if (props.late)
    return (
      <div className={s.scroll}>
        <EmptyState icon={<IconCloudOff />} title={t.waiting}>
          {t.waitingWhy}
        </EmptyState>
      </div>
    )
  return (
    <div className={s.scroll} aria-busy="true">
      <div className={s.sheet}>
        <Skeleton width="55%" height={34} />
        <Card>
          <Skeleton width="40%" />
          <Skeleton width="70%" />
          <Skeleton width="60%" />
        </Card>
        <Card>
          <Skeleton width="30%" />
          <Skeleton height={48} />
          <Skeleton height={48} />
        </Card>
      </div>
    </div>
  )
}
