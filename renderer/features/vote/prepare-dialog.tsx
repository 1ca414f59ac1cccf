import { useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import { type QuorumShare, quorumShares } from '#core/attendance/attendance.ts'
import { type AgendaItemId, newId, type VoteId } from '#core/ids.ts'
import {
  choicesOf,
  type TieRule,
  tieRules,
  type Vote,
  type VoteBase,
  type VoteForm,
  type VoteOptions,
  voteBases,
  voteOptionSets
} from '#core/vote/vote.ts'
import { randomBytes, useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, Field, SelectField, useNotice, useText } from '../../ui/index.ts'
import { useKept } from '../../ui/kept.ts'
import { type VoteHall, wordOf } from './hall.ts'
import s from './vote.module.css'

interface Draft {
  readonly vote: VoteId
  readonly subject: string
  readonly item: string
  readonly form: VoteForm
  readonly options: VoteOptions
  readonly base: VoteBase
  readonly share: QuorumShare
  readonly tie: TieRule
}

/** Prepares a vote, changes one that was prepared, or prepares one that is taken again. What was typed outlives a reload. */
export function PrepareDialog(
  props: VoteHall & {
    /** The vote that is changed, or taken again. */
    readonly from: { readonly vote: Vote; readonly as: 'change' | 'repeat' } | null
    readonly item: AgendaItemId | null
    /** Offered: open, and secret where this program can do it. */
    readonly forms: readonly VoteForm[]
    readonly onOpen: (vote: VoteId) => void
    readonly onClose: () => void
  }
) {
  const all = useText()
  const t = all.vote
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const { from } = props
  const [draft, setDraft, drop] = useKept<Draft>(
    `vote ${props.meeting} ${from ? `${from.as} ${from.vote.vote}` : (props.item ?? '')}`,
    () => ({
      vote: from?.as === 'change' ? from.vote.vote : newId<VoteId>(randomBytes),
      subject: from?.vote.subject ?? '',
      item: from ? (from.vote.item ?? '') : (props.item ?? ''),
      form: from?.vote.form ?? 'open',
      options: from?.vote.options ?? 'opinion',
      base: from?.vote.base ?? 'all',
      share: from?.vote.share ?? 'half',
      tie: from?.vote.tie ?? 'chair'
    })
  )
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { subject, item, options, base, share, form } = draft
  // Nobody knows how the chair voted in a secret ballot.
  const tie = form === 'secret' ? 'fails' : draft.tie
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const save = async (andOpen: boolean) => {
    if (subject.trim() === '') return setMissing(true)
    setRefused(null)
    const outcome = await send({
      kind: 'prepare-vote',
      vote: draft.vote,
      subject,
      item: props.items.find(({ id }) => id === item)?.id ?? null,
      form,
      options,
      base,
      share,
      tie,
      repeats: from?.as === 'repeat' ? from.vote.vote : (from?.vote.repeats ?? null)
    })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    drop()
    props.onClose()
    if (andOpen) props.onOpen(draft.vote)
    else notice({ text: t.saved })
  }
  const leave = () => {
    drop()
    props.onClose()
  }
  return (
    <Dialog
      title={from ? (from.as === 'change' ? t.changeTitle : t.repeatTitle) : t.prepareTitle}
      closeWord={t.cancel}
      width={680}
      onClose={leave}
      onSubmit={() => void save(false)}
      footer={
        <>
          <Button onClick={leave}>{t.cancel}</Button>
          {mayInMeeting(props.standing, 'lead-vote') ? (
            <Button busy={running} onClick={() => void save(true)}>
              {t.saveAndOpen}
            </Button>
          ) : null}
          <Button kind="primary" type="submit" busy={running}>
            {t.save}
          </Button>
        </>
      }
    >
      {from?.as === 'repeat' ? <p className={s.soft}>{t.repeatAfter}</p> : null}
      <Field label={t.subject} hint={t.subjectHint} error={missing && subject.trim() === '' ? t.subjectNeeded : undefined}>
        {wiring => (
          <textarea
            {...wiring}
            className={s.opinion}
            rows={Math.min(5, Math.max(2, Math.ceil(subject.length / 62)))}
            maxLength={500}
            value={subject}
            onChange={event => set({ subject: event.currentTarget.value })}
          />
        )}
      </Field>
      <SelectField
        label={t.options}
        value={options}
        options={voteOptionSets.map(value => ({
          value,
          label: choicesOf(value)
            .map(choice => wordOf(t, { options: value }, choice))
            .join(' / ')
        }))}
        onPick={value => set({ options: value })}
      />
      {props.forms.length > 1 ? (
        <SelectField
          label={t.form}
          hint={
            form === 'secret' && choicesOf(options).includes('other')
              ? all.secretBallot.otherWithoutWords(wordOf(t, { options }, 'other'))
              : undefined
          }
          value={form}
          options={props.forms.map(value => ({ value, label: t.forms[value] }))}
          onPick={value => set({ form: value })}
        />
      ) : null}
      <div className={s.pair}>
        <SelectField
          label={t.itemLabel}
          value={item}
          options={[
            { value: '', label: t.noItem },
            ...props.items.map(node => ({
              value: node.id as string,
              label: `${node.number}. ${node.title || all.meeting.agenda.untitled}`
            }))
          ]}
          onPick={value => set({ item: value })}
        />
        <SelectField
          label={t.share}
          value={share}
          options={quorumShares.map(value => ({ value, label: t.shares[value] }))}
          onPick={value => set({ share: value })}
        />
        <SelectField
          label={t.base}
          value={base}
          options={voteBases.map(value => ({ value, label: t.basesLong[value] }))}
          onPick={value => set({ base: value })}
        />
        {share === 'half' && form === 'open' ? (
          <SelectField
            label={t.tie}
            value={tie}
            options={tieRules.map(value => ({ value, label: t.ties[value] }))}
            onPick={value => set({ tie: value })}
          />
        ) : null}
      </div>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
