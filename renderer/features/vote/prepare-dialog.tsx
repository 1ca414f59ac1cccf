import { useEffect, useState } from 'react'
import { z } from 'zod'
import { mayInMeeting } from '#core/access/access.ts'
import { type QuorumShare, quorumShares } from '#core/attendance/attendance.ts'
import { type AgendaItemId, newId, type VoteId } from '#core/ids.ts'
import type { MeetingType } from '#core/meeting/meeting.ts'
import { type HouseRules, usualHouseRules } from '#core/vote/house-rules.ts'
import { builtInSets, choicesOf, type OptionTerms } from '#core/vote/options.ts'
import { type TieRule, tieRules, type Vote, type VoteBase, type VoteForm, voteBases } from '#core/vote/vote.ts'
import { understoodHouseRules, votePaths } from '#protocol/vote-api.ts'
import { choiceWord } from '#text/choice.ts'
import { type DraftSet, draftOf, emptySet, OwnOptionsEditor, setOf } from '../../session/own-options.tsx'
import { useSession } from '../../session/session.ts'
import { randomBytes, useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, Field, SelectField, useNotice, useText } from '../../ui/index.ts'
import { useKept } from '../../ui/kept.ts'
import type { VoteHall } from './hall.ts'
import s from './vote.module.css'

interface Draft {
  readonly vote: VoteId
  readonly subject: string
  readonly item: string
  readonly form: VoteForm
  /** One that is built in, `own`, or `kept` and the name of a set of the house. */
  readonly options: string
  readonly own: DraftSet
  /** null: as the house has it. */
  readonly base: VoteBase | null
  readonly share: QuorumShare | null
  readonly tie: TieRule | null
}

/** Prepares a vote, changes one that was prepared, or prepares one that is taken again. What was typed outlives a reload. */
export function PrepareDialog(
  props: VoteHall & {
    /** The vote that is changed, or taken again. */
    readonly from: { readonly vote: Vote; readonly as: 'change' | 'repeat' } | null
    readonly item: AgendaItemId | null
    /** Offered: open, and secret where this program can do it. */
    readonly forms: readonly VoteForm[]
    readonly type: MeetingType
    readonly onOpen: (vote: VoteId) => void
    readonly onClose: () => void
  }
) {
  const all = useText()
  const { vote: t, voteRules: rules } = all
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
      own: from?.vote.own ? draftOf(from.vote.own) : emptySet,
      base: from?.vote.base ?? null,
      share: from?.vote.share ?? null,
      tie: from?.vote.tie ?? null
    })
  )
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { subject, item, form } = draft
  const house = useHouseRules()
  const usual = (house ?? usualHouseRules).majority[props.type]
  const [base, share] = [draft.base ?? usual.base, draft.share ?? usual.share]
  const sets = (house ?? usualHouseRules).sets.filter(({ types }) => types.includes(props.type))
  const kept = sets.find(({ name }) => draft.options === `kept ${name}`)
  const own = kept ? kept.own : setOf(draft.own)
  const terms: OptionTerms | null = isBuiltIn(draft.options) ? { options: draft.options } : own && { options: 'own', own }
  // Nobody knows how the chair voted in a secret ballot, and of three options of one's own none is against.
  const mayTie = share === 'half' && form === 'open' && terms !== null && choicesOf(terms).includes('against')
  const tie = mayTie ? (draft.tie ?? usual.tie) : 'fails'
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const save = async (andOpen: boolean) => {
    if (subject.trim() === '' || terms === null) return setMissing(true)
    setRefused(null)
    const outcome = await send({
      kind: 'prepare-vote',
      vote: draft.vote,
      subject,
      item: props.items.find(({ id }) => id === item)?.id ?? null,
      form,
      ...(terms.options === 'own' ? { options: 'own' as const, own: [...(terms.own ?? [])] } : { options: terms.options }),
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
  const named = (terms: OptionTerms): string =>
    choicesOf(terms)
      .map(choice => choiceWord(t, terms, choice))
      .join(' / ')
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
            <Button busy={running || house === undefined} onClick={() => void save(true)}>
              {t.saveAndOpen}
            </Button>
          ) : null}
          <Button kind="primary" type="submit" busy={running || house === undefined}>
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
        value={kept || isBuiltIn(draft.options) ? draft.options : 'own'}
        options={[
          ...builtInSets.map(value => ({ value: value as string, label: named({ options: value }) })),
          ...sets.map(({ name, own }) => ({ value: `kept ${name}`, label: rules.kept(name, named({ options: 'own', own })) })),
          { value: 'own', label: rules.own }
        ]}
        onPick={value => set({ options: value })}
      />
      {kept || isBuiltIn(draft.options) ? null : <OwnOptionsEditor value={draft.own} wrong={missing} onChange={own => set({ own })} />}
      {props.forms.length > 1 ? (
        <SelectField
          label={t.form}
          hint={
            form === 'secret' && terms && choicesOf(terms).includes('other')
              ? all.secretBallot.otherWithoutWords(choiceWord(t, terms, 'other'))
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
        {mayTie ? (
          <SelectField
            label={t.tie}
            value={tie}
            options={tieRules.map(value => ({ value, label: t.ties[value] }))}
            onPick={value => set({ tie: value })}
          />
        ) : null}
      </div>
      {house === null ? <p className={s.soft}>{rules.houseUnknown}</p> : null}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}

const isBuiltIn = (options: string): options is (typeof builtInSets)[number] => (builtInSets as readonly string[]).includes(options)

/** [VT13] What votes begin with here; undefined while it is asked, null when it could not be read. */
function useHouseRules(): HouseRules | null | undefined {
  const { api } = useSession()
  const [rules, setRules] = useState<HouseRules | null | undefined>(undefined)
  useEffect(() => {
    let left = false
    void api.call('GET', votePaths.houseRules, z.unknown()).then(answer => {
      if (!left) setRules(answer.ok ? understoodHouseRules(answer.value) : null)
    })
    return () => {
      left = true
    }
  }, [api])
  return rules
}
