import { IconArrowBackUp, IconEyeOff, IconLock, IconUsers } from '@tabler/icons-react'
import { useId, useRef, useState } from 'react'
import { type AnswerId, newId, type RemarkId } from '#core/ids.ts'
import { maxWordsLength } from '#core/remark/remark.ts'
import { useSession } from '../../session/session.ts'
import { Avatar, Button, Dialog, ErrorLine, Menu, Tag, useNotice, useText } from '../../ui/index.ts'
import { useKept } from '../../ui/kept.ts'
import { AnswerRow, useWhen } from './answer-row.tsx'
import { MarkWords } from './mark-words.tsx'
import s from './remarks.module.css'
import { randomBytes, useRemarkCommand } from './use-remark-command.ts'
import type { ReadableRemark } from './use-remarks.ts'

export interface RemarkRights {
  readonly answer: boolean
  readonly withdraw: boolean
  readonly hide: boolean
}

/** One shared mark: who, when, to whom, what; its answers, and what I may do with it. */
export function RemarkCard(props: {
  readonly remark: ReadableRemark
  readonly isNew: boolean
  readonly rights: RemarkRights
  /** Null: its page cannot be opened any more. */
  readonly onJump: (() => void) | null
}) {
  const { remark, rights } = props
  const words = useText()
  const text = words.remarks
  const { me } = useSession()
  const notify = useNotice()
  const described = useId()
  const { running, send } = useRemarkCommand()
  const [withdrawing, setWithdrawing] = useState(false)
  const mine = remark.by === me.user.id
  const at = useWhen()
  const addressed =
    remark.to === 'all'
      ? text.toAll
      : mine
        ? text.toPeople(remark.to.map(({ name }) => name).join(', '))
        : remark.to.length === 1
          ? text.toMe
          : text.toPeople(remark.to.map(({ user, name }) => (user === me.user.id ? text.you.toLocaleLowerCase('vi') : name)).join(', '))
  const say = (why: string | null, done: string, undo?: () => void) =>
    notify(
      why === null ? { text: done, ...(undo ? { action: { label: text.putBack, onPick: undo } } : {}) } : { text: why, stayMs: 15_000 }
    )
  const hide = async (hidden: boolean) => {
    const why = await send(remark.paper, { kind: 'hide', remark: remark.remark, hidden })
    say(why, hidden ? text.hidden : text.shownAgain, hidden ? () => void hide(false) : undefined)
  }
  const mayHide = rights.hide && remark.to === 'all' && remark.hidden === null
  const entries = [
    ...(mine && rights.withdraw
      ? [{ key: 'withdraw', label: text.withdraw, icon: <IconArrowBackUp />, danger: true, onPick: () => setWithdrawing(true) }]
      : []),
    ...(mayHide ? [{ key: 'hide', label: text.hide, icon: <IconEyeOff />, danger: true, onPick: () => void hide(true) }] : [])
  ]
  const said = (
    <span id={described}>
      <MarkWords mark={remark.opened} />
      {remark.words ? <span className={s.said}>{remark.words}</span> : null}
    </span>
  )
  return (
    <article className={s.card} data-colour={remark.opened.colour} data-others={!mine} aria-label={text.of(remark.name)}>
      <header className={s.by}>
        <Avatar name={remark.name} size={32} />
        <span>
          <strong>{mine ? text.you : remark.name}</strong>
          <span>
            {remark.to === 'all' ? <IconUsers aria-hidden="true" /> : <IconLock aria-hidden="true" />}
            {at(remark.at)} · {addressed}
          </span>
        </span>
        {props.isNew ? <Tag tone="attention">{text.isNew}</Tag> : null}
        {entries.length > 0 ? <Menu label={text.acts} entries={entries} /> : null}
      </header>
      {props.onJump ? (
        <button
          type="button"
          className={s.cardBody}
          aria-label={text.goTo(remark.opened.page)}
          aria-describedby={described}
          onClick={props.onJump}
        >
          {said}
        </button>
      ) : (
        <div className={s.cardBody}>{said}</div>
      )}
      {remark.hidden ? <p className={s.hiddenLine}>{text.hiddenBy(remark.hidden.name, at(remark.hidden.at))}</p> : null}
      {remark.answers.length > 0 ? (
        <ol className={s.answers} aria-label={text.answers(remark.answers.length)}>
          {remark.answers.map(answer => (
            <AnswerRow key={answer.answer} answer={{ ...answer, remark: remark.remark, paper: remark.paper }} mayTake={rights.withdraw} />
          ))}
        </ol>
      ) : null}
      {rights.answer && remark.hidden === null ? <AnswerField remark={remark} /> : null}
      {withdrawing ? (
        <Dialog
          title={text.withdrawTitle}
          closeWord={text.close}
          onClose={() => setWithdrawing(false)}
          footer={
            <>
              <Button onClick={() => setWithdrawing(false)}>{text.keep}</Button>
              <Button
                kind="danger"
                busy={running}
                onClick={() =>
                  void send(remark.paper, { kind: 'withdraw', remark: remark.remark }).then(why => {
                    say(why, text.withdrawn)
                    setWithdrawing(false)
                  })
                }
              >
                {text.withdraw}
              </Button>
            </>
          }
        >
          <p>{text.withdrawBody}</p>
        </Dialog>
      ) : null}
    </article>
  )
}

/** Folded into one line until somebody writes; what is typed outlasts a reload and a try without a network. */
function AnswerField({ remark }: { readonly remark: ReadableRemark }) {
  const text = useText().remarks
  const { running, send } = useRemarkCommand()
  const [kept, keep, drop] = useKept(`answer ${remark.remark}`, () => ({ words: '' }))
  const [open, setOpen] = useState(kept.words !== '')
  const [error, setError] = useState<string | null>(null)
  const id = useRef<AnswerId>(null)
  if (!open)
    return (
      <Button kind="bare" className={s.answerOpen ?? ''} aria-label={text.answerTo(remark.name)} onClick={() => setOpen(true)}>
        {text.answer}
      </Button>
    )
  const submit = async () => {
    const words = kept.words.trim()
    if (words === '' || running) return
    id.current ??= newId<AnswerId>(randomBytes)
    const why = await send(remark.paper, { kind: 'answer', remark: remark.remark as RemarkId, answer: id.current, words })
    setError(why)
    if (why !== null) return
    id.current = null
    keep({ words: '' })
    drop()
    setOpen(false)
  }
  return (
    <form
      className={s.answerForm}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <textarea
        // The person has just pressed "answer".
        // biome-ignore lint/a11y/noAutofocus: as above
        autoFocus={kept.words === ''}
        rows={2}
        maxLength={maxWordsLength}
        aria-label={text.answerTo(remark.name)}
        placeholder={text.answerHint}
        value={kept.words}
        onChange={event => keep({ words: event.target.value })}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void submit()
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
            event.stopPropagation()
            setOpen(false)
          }
        }}
      />
      {error ? <ErrorLine>{error}</ErrorLine> : null}
      <Button type="submit" busy={running} disabled={kept.words.trim() === ''}>
        {text.answerSend}
      </Button>
    </form>
  )
}
