import { IconChecklist, IconHandStop, IconPencil, IconPlayerPlay, IconPlus, IconRepeat, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { AgendaItemId, VoteId } from '#core/ids.ts'
import type { MeetingType } from '#core/meeting/meeting.ts'
import { type Vote, type VoteForm, voteAtHand, votesInOrder } from '#core/vote/vote.ts'
import { choiceWord } from '#text/choice.ts'
import { useAct } from '../../session/use-act.ts'
import { Button, Card, Menu, type MenuEntry, Tag, type Tone, useNotice, useText } from '../../ui/index.ts'
import { countOf, ruleOf, type VoteHall } from './hall.ts'
import { OpenDialog } from './open-dialog.tsx'
import { PrepareDialog } from './prepare-dialog.tsx'
import { ResultDialog } from './result-dialog.tsx'
import s from './vote.module.css'

const toneOf: Readonly<Record<Vote['state'], Tone>> = {
  prepared: 'plain',
  called: 'on',
  open: 'on',
  ended: 'plain',
  cancelled: 'attention'
}

export interface VotesCardProps extends VoteHall {
  readonly item: AgendaItemId | null | 'all'
  /** Those of no item too. */
  readonly withGeneral?: boolean
  /** No more than so many until somebody asks for all. */
  readonly few?: number
  readonly type: MeetingType
  /** Forms of voting that are offered; open unless told. */
  readonly forms?: readonly VoteForm[]
}

/**
 * The votes of one item, or of the whole meeting: what is prepared, what was decided; for whoever leads, the way to open the next.
 * Nothing for all others while there is none.
 */
export function VotesCard(props: VotesCardProps) {
  const all = useText()
  const t = all.vote
  const notice = useNotice()
  const { running, act } = useAct(props.meeting, t.notDone)
  const [asking, setAsking] = useState<{
    readonly what: 'prepare' | 'change' | 'repeat' | 'open' | 'result'
    readonly vote: VoteId | null
  } | null>(null)
  const { record, item } = props
  const [whole, setWhole] = useState(false)
  const known = votesInOrder(record).filter(vote => item === 'all' || vote.item === item || (props.withGeneral && vote.item === null))
  // Where there is little room: what can be opened next, then what was decided last.
  const isOver = ({ state }: Vote) => state === 'ended' || state === 'cancelled'
  const sorted = props.few === undefined ? known : [...known.filter(vote => !isOver(vote)), ...known.filter(isOver).reverse()]
  const votes = whole ? sorted : sorted.slice(0, props.few)
  const prepares = mayInMeeting(props.standing, 'prepare-vote')
  const leads = mayInMeeting(props.standing, 'lead-vote') && !record.course.suspended
  if (votes.length === 0 && !prepares) return null
  const atHand = voteAtHand(record)
  const asked = asking?.vote ? record.votes.get(asking.vote) : undefined
  const close = () => setAsking(null)
  const entriesOf = (vote: Vote): readonly MenuEntry[] => {
    const ask = (what: 'change' | 'repeat') => () => setAsking({ what, vote: vote.vote })
    if (vote.state === 'prepared')
      return [
        ...(leads && !atHand
          ? [{ key: 'call', label: t.call, icon: <IconHandStop />, onPick: () => void act({ kind: 'call-vote', vote: vote.vote }) }]
          : []),
        { key: 'change', label: t.change, icon: <IconPencil />, onPick: ask('change') },
        {
          key: 'drop',
          label: t.drop,
          icon: <IconTrash />,
          danger: true,
          onPick: () => void act({ kind: 'drop-vote', vote: vote.vote }).then(done => done && notice({ text: t.dropped }))
        }
      ]
    return vote.state === 'ended' || vote.state === 'cancelled'
      ? [{ key: 'repeat', label: t.repeat, icon: <IconRepeat />, onPick: ask('repeat') }]
      : []
  }
  return (
    <Card>
      <div className={s.cardHead}>
        <h2>{t.list}</h2>
        {prepares ? (
          <Button icon={<IconPlus />} onClick={() => setAsking({ what: 'prepare', vote: null })}>
            {t.prepare}
          </Button>
        ) : null}
      </div>
      {votes.length === 0 ? (
        <p className={s.soft}>
          {t.none} {t.noneHint}
        </p>
      ) : (
        <ul className={s.list}>
          {votes.map(vote => {
            const entries = prepares ? entriesOf(vote) : []
            const node = props.items.find(({ id }) => id === vote.item)
            const about = [item === 'all' && node ? t.item(node.number) : '', ruleOf(t, vote), vote.repeats ? t.repeats : '']
            return (
              <li key={vote.vote} className={s.row}>
                <span className={s.rowText}>
                  <span className={s.subject}>{vote.subject}</span>
                  <span className={s.soft}>{about.filter(Boolean).join(' · ')}</span>
                  {vote.outcome ? (
                    <span className={s.soft}>
                      <strong className={s.short} data-passed={vote.outcome.passed}>
                        {vote.outcome.passed ? t.passed : t.failed}
                      </strong>{' '}
                      · {choiceWord(t, vote, 'for')} {countOf(vote.outcome, 'for')}/{vote.outcome.base}
                    </span>
                  ) : null}
                  {vote.state === 'cancelled' ? <span className={s.soft}>{t.stopped(vote.reason)}</span> : null}
                </span>
                <span className={s.rowActs}>
                  {vote.state === 'ended' ? null : <Tag tone={toneOf[vote.state]}>{t.states[vote.state]}</Tag>}
                  {vote.state === 'prepared' && leads && !atHand ? (
                    <Button icon={<IconPlayerPlay />} onClick={() => setAsking({ what: 'open', vote: vote.vote })}>
                      {t.openDots}
                    </Button>
                  ) : null}
                  {vote.state === 'ended' ? (
                    <Button
                      icon={<IconChecklist />}
                      aria-label={t.showOf(vote.subject)}
                      onClick={() => setAsking({ what: 'result', vote: vote.vote })}
                    >
                      {t.show}
                    </Button>
                  ) : null}
                  {entries.length > 0 ? <Menu label={t.more(vote.subject)} busy={running} entries={entries} /> : null}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {votes.length < sorted.length || whole ? (
        <Button kind="bare" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t.collapse : t.listAll(sorted.length)}
        </Button>
      ) : null}
      {asking?.what === 'prepare' || ((asking?.what === 'change' || asking?.what === 'repeat') && asked) ? (
        <PrepareDialog
          {...props}
          item={item === 'all' ? record.course.item : item}
          forms={props.forms ?? ['open']}
          from={asked && (asking.what === 'change' || asking.what === 'repeat') ? { vote: asked, as: asking.what } : null}
          onOpen={vote => setAsking({ what: 'open', vote })}
          onClose={close}
        />
      ) : null}
      {asking?.what === 'open' && asked ? <OpenDialog {...props} vote={asked} onClose={close} /> : null}
      {asking?.what === 'result' && asked ? <ResultDialog {...props} vote={asked} onClose={close} /> : null}
    </Card>
  )
}
