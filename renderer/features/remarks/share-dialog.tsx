import { useMemo, useRef, useState } from 'react'
import { newId, type PaperId, type RemarkId, type UserId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import { maxWordsLength } from '#core/remark/remark.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { Avatar, Button, Choices, Dialog, ErrorLine, TextField, useNotice, useText } from '../../ui/index.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import { MarkWords } from './mark-words.tsx'
import s from './remarks.module.css'
import { randomBytes, useRemarkCommand } from './use-remark-command.ts'

/** Shares a copy of one mark of mine with everybody who may read the paper, or with people I choose. */
export function ShareDialog(props: {
  readonly paper: PaperId
  readonly mark: Mark
  /** Everybody in the meeting. */
  readonly participants: readonly Participant[]
  /** Those of them who see it now, without me. */
  readonly readers: readonly Participant[]
  readonly draft: boolean
  readonly onClose: () => void
}) {
  const text = useText().remarks
  const notify = useNotice()
  const { running, send } = useRemarkCommand()
  const remark = useRef<RemarkId>(null)
  remark.current ??= newId<RemarkId>(randomBytes)
  const [to, setTo] = useState<'all' | 'some'>('all')
  const [chosen, setChosen] = useState<ReadonlySet<UserId>>(new Set())
  const [query, setQuery] = useState('')
  const [words, setWords] = useState('')
  const [error, setError] = useState<string | null>(null)
  const found = useMemo(
    () => props.readers.filter(who => matchesQuery(`${who.name} ${who.title} ${who.unitName}`, query)),
    [props.readers, query]
  )
  const share = async () => {
    if (running) return
    if (to === 'some' && chosen.size === 0) return setError(text.chooseSomebody)
    const why = await send(props.paper, {
      kind: 'share',
      remark: remark.current as RemarkId,
      mark: props.mark,
      words: words.trim(),
      to: to === 'all' ? 'all' : [...chosen]
    })
    if (why !== null) return setError(why)
    notify({ text: to === 'all' ? text.sentAll : text.sentSome(chosen.size) })
    props.onClose()
  }
  const toggle = (user: UserId) => {
    const next = new Set(chosen)
    if (!next.delete(user)) next.add(user)
    setChosen(next)
    setError(null)
  }
  return (
    <Dialog
      title={text.shareTitle}
      closeWord={text.close}
      onClose={props.onClose}
      onSubmit={() => void share()}
      width={560}
      footer={
        <>
          <Button onClick={props.onClose}>{text.cancel}</Button>
          <Button kind="primary" type="submit" busy={running}>
            {text.send}
          </Button>
        </>
      }
    >
      <div className={s.share}>
        <div className={s.preview} data-colour={props.mark.colour}>
          <MarkWords mark={props.mark} />
          <span className={s.faint}>{text.pageTitle(props.mark.page)}</span>
        </div>
        <Choices
          label={text.shareWith}
          value={to}
          wide
          choices={[
            { value: 'all', label: text.withAll },
            { value: 'some', label: text.withSome }
          ]}
          onPick={next => {
            setTo(next)
            setError(null)
          }}
        />
        {to === 'all' ? (
          <p className={s.soft}>{props.draft ? text.withAllDraft : text.withAllHint(props.participants.length)}</p>
        ) : props.readers.length === 0 ? (
          <p className={s.soft}>{text.noOthers}</p>
        ) : (
          <div className={s.people}>
            <TextField
              label={text.findPeople}
              hideLabel
              placeholder={text.findPeople}
              value={query}
              onChange={event => setQuery(event.target.value)}
            />
            <div className={s.peopleList}>
              {found.length === 0 ? <p className={s.soft}>{text.nobody}</p> : null}
              <VirtualRows
                items={found}
                estimate={52}
                keyOf={who => who.user}
                row={who => (
                  <label className={s.person}>
                    <input type="checkbox" checked={chosen.has(who.user)} onChange={() => toggle(who.user)} />
                    <Avatar name={who.name} size={32} />
                    <span>
                      <strong>{who.name}</strong>
                      <span>{[who.title, who.unitName].filter(Boolean).join(' · ')}</span>
                    </span>
                  </label>
                )}
              />
            </div>
            <p className={s.soft} role="status">
              {text.chosen(chosen.size)}
            </p>
          </div>
        )}
        <TextField label={text.words} value={words} maxLength={maxWordsLength} onChange={event => setWords(event.target.value)} />
        <p className={s.soft}>{text.copyHint}</p>
        {error ? <ErrorLine>{error}</ErrorLine> : null}
      </div>
    </Dialog>
  )
}
