import { Popover } from '@mantine/core'
import { IconMicrophone2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { TextField, useNotice, useText } from '../../ui/index.ts'
import s from './agenda.module.css'

/** As many names as fit a list one can look through; the rest is found by typing. */
const shownAtMost = 60

/** Who presents an item: a deed recorded by the server, so it waits for the server. */
export function PresenterPicker(props: {
  readonly meeting: MeetingId
  readonly item: AgendaItemId
  readonly presenter: Participant | null
  readonly participants: readonly Participant[]
}) {
  const text = useText()
  const t = text.meeting.agenda
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const found = open
    ? props.participants.filter(who => matchesQuery(`${who.name} ${who.title} ${who.unitName}`, query)).slice(0, shownAtMost)
    : []
  const choose = async (user: Participant['user'] | null) => {
    setOpen(false)
    setQuery('')
    const outcome = await send({ kind: 'set-presenter', item: props.item, user })
    if (outcome && !outcome.ok)
      notice({ text: text.meeting.acts.notDone(t.choosePresenter, whyNotDone(text, outcome.reason)), stayMs: 15_000 })
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={340}
      trapFocus
      returnFocus
      withinPortal
      zIndex={400}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={s.picker}
          data-set={props.presenter !== null}
          disabled={running}
          aria-busy={running}
          aria-expanded={open}
          aria-label={props.presenter ? `${t.presenter}: ${props.presenter.name}` : t.choosePresenter}
          onClick={() => setOpen(!open)}
        >
          <IconMicrophone2 aria-hidden="true" />
          <span>{props.presenter?.name ?? t.choosePresenter}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={s.choose ?? ''}>
        {props.participants.length === 0 ? (
          <p className={s.hint}>{t.nobody}</p>
        ) : (
          <>
            <TextField
              label={text.meeting.people.search}
              hideLabel
              placeholder={text.meeting.people.search}
              value={query}
              autoFocus
              onChange={event => setQuery(event.currentTarget.value)}
            />
            <ul className={s.options}>
              {props.presenter ? (
                <li>
                  <button type="button" onClick={() => void choose(null)}>
                    {t.clearPresenter}
                  </button>
                </li>
              ) : null}
              {found.map(who => (
                <li key={who.user}>
                  <button type="button" aria-pressed={who.user === props.presenter?.user} onClick={() => void choose(who.user)}>
                    {who.name}
                    <small>{who.title || who.unitName}</small>
                  </button>
                </li>
              ))}
            </ul>
            {found.length === 0 ? <p className={s.hint}>{text.meeting.people.noMatch(query)}</p> : null}
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
