import { IconCheck, IconNotes, IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext, IconWriting } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { nextItem, stageOf } from '#core/agenda/balance.ts'
import { usedMs } from '#core/agenda/course.ts'
import { useAct } from '../../session/use-act.ts'
import { Button, goTo, Menu, type MenuEntry, useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import { ConcludeDialog } from './conclude-dialog.tsx'
import s from './desk.module.css'
import type { DeskDialogs, DeskView } from './desk-props.ts'

const minuteMs = 60_000

/** The agenda with what each item took of what was planned, and the acts that lead through it. `calm`: something else is the one act of the screen. */
export function DeskAgenda(props: DeskView & { readonly dialogs: DeskDialogs; readonly calm?: boolean }) {
  const t = useText().desk
  const { items, course } = props
  const list = useRef<HTMLUListElement>(null)
  const { running, act } = useAct(props.meeting, t.notDone)
  const [suspending, setSuspending] = useState(false)
  const [concluding, setConcluding] = useState<AgendaNode | null>(null)
  const leads = mayInMeeting(props.standing, 'lead-agenda')
  const on = items.find(({ id }) => id === course.item) ?? null
  const next = nextItem(items, course)
  // Where the meeting goes the list goes along.
  useEffect(() => {
    if (course.item) list.current?.querySelector(`[data-item="${course.item}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [course.item])
  return (
    <>
      <div className={s.head}>
        <h2>{t.agenda}</h2>
        <span className={s.soft}>{t.usedOfPlanned}</span>
      </div>
      <div className={s.scroll}>
        {items.length === 0 ? <p className={s.none}>{t.noItems}</p> : null}
        <ul className={s.items} ref={list}>
          {items.map(node => (
            <li key={node.id} data-item={node.id}>
              <Menu
                label={node.title}
                busy={running}
                trigger={<ItemRow view={props} node={node} />}
                entries={[
                  ...(leads && node.id !== course.item
                    ? [
                        {
                          key: 'begin',
                          label: t.begin,
                          icon: <IconPlayerPlay />,
                          onPick: () => void act({ kind: 'begin-item', item: node.id })
                        } satisfies MenuEntry
                      ]
                    : []),
                  ...(leads
                    ? [
                        {
                          key: 'conclude',
                          label: props.conclusions.has(node.id) ? t.conclusionChange : t.conclude,
                          icon: <IconWriting />,
                          onPick: () => setConcluding(node)
                        } satisfies MenuEntry
                      ]
                    : []),
                  {
                    key: 'show',
                    label: t.show,
                    icon: <IconNotes />,
                    onPick: () => goTo({ kind: 'meeting', meeting: props.meeting, paper: null, item: node.id })
                  }
                ]}
              />
            </li>
          ))}
        </ul>
      </div>
      {leads ? (
        <div className={s.acts}>
          {course.suspended ? (
            <Button kind="primary" size="large" wide icon={<IconPlayerPlay />} busy={running} onClick={() => void act({ kind: 'resume' })}>
              {t.resume}
            </Button>
          ) : next ? (
            <Button
              kind={props.calm ? 'quiet' : 'primary'}
              size="large"
              wide
              icon={<IconPlayerTrackNext />}
              busy={running}
              title={t.nextHint(`${next.number}. ${next.title}`)}
              onClick={() => void act({ kind: 'begin-item', item: next.id })}
            >
              {on ? t.next(next.number) : t.first(next.number)}
            </Button>
          ) : items.length > 0 ? (
            <p className={s.lastDone}>{t.lastDone}</p>
          ) : null}
          {course.suspended ? null : (
            <Button icon={<IconPlayerPause />} onClick={() => setSuspending(true)}>
              {t.suspend}
            </Button>
          )}
          {on ? (
            <Button icon={<IconWriting />} onClick={() => setConcluding(on)}>
              {t.concludeShort}
            </Button>
          ) : null}
        </div>
      ) : null}
      {suspending ? props.dialogs.suspend(() => setSuspending(false)) : null}
      {concluding ? <ConcludeDialog {...props} node={concluding} onClose={() => setConcluding(null)} /> : null}
    </>
  )
}

/** One item: how far it is, its name, what it took; opens what can be done with it. Further props come from the menu it triggers. */
function ItemRow({ node, view, ...trigger }: { readonly view: DeskView; readonly node: AgendaNode }) {
  const words = useText()
  const t = words.desk
  const now = useMinute()
  const { course, conclusions } = view
  const stage = stageOf(node.id, course, conclusions)
  const spent = spentMs(node, course, now)
  const used = spent > 0 || stage !== 'coming' ? Math.floor(spent / minuteMs) : null
  const title = node.title || words.meeting.agenda.untitled
  const concluded = conclusions.has(node.id)
  return (
    <button
      type="button"
      {...trigger}
      className={s.item}
      data-stage={stage}
      data-depth={node.depth}
      aria-label={t.itemRow(node.number, title, concluded ? `${t.stages[stage]}, ${t.concluded}` : t.stages[stage], used, node.lasts)}
      {...(stage === 'on' ? { 'aria-current': 'step' as const } : {})}
    >
      <span className={s.mark}>{stage === 'done' ? <IconCheck aria-hidden="true" /> : node.number}</span>
      <span className={s.itemTitle}>
        <span className={s.itemWords}>{title}</span>
        {concluded ? <span className={s.concluded}>{t.concluded}</span> : null}
      </span>
      <span className={s.itemTime} data-over={used !== null && node.lasts > 0 && used > node.lasts}>
        {t.minutes(used, node.lasts)}
      </span>
    </button>
  )
}

/** With its parts. */
const spentMs = (node: AgendaNode, course: DeskView['course'], now: number): number =>
  usedMs(course, node.id, now) + node.children.reduce((sum, child) => sum + spentMs(child, course, now), 0)
