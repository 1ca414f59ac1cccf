import { IconCalendar } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { CommandId, MeetingId, UnitId } from '#core/ids.ts'
import { newId } from '#core/ids.ts'
import { type MeetingForm, type MeetingType, meetingForms, meetingTypes } from '#core/meeting/meeting.ts'
import { maxTitleLength } from '#core/paper/paper.ts'
import { parseDate, parseTime, toInstant } from '#core/time/local-time.ts'
import { meetingReceipt, type NewMeetingRequest, paths } from '#protocol/http-api.ts'
import { randomBytes } from '../../platform/random.ts'
import { useSession } from '../../session/session.ts'
import { Field } from '../../ui/fields.tsx'
import {
  Button,
  Dialog,
  ErrorLine,
  goTo,
  IconButton,
  SelectField,
  shortDate,
  TextField,
  useClock,
  useText,
  weekdayName
} from '../../ui/index.ts'
import { useKept } from '../../ui/kept.ts'
import ui from '../../ui/ui.module.css'
import s from './new-meeting.module.css'

interface Draft {
  readonly title: string
  readonly unit: UnitId
  readonly type: MeetingType
  readonly form: MeetingForm
  readonly day: string
  readonly from: string
  readonly until: string
  readonly place: string
  /** Made once, so that sending the same form twice makes one meeting. */
  readonly command: CommandId
  readonly meeting: MeetingId
}

type Errors = Partial<Record<'title' | 'day' | 'from' | 'until', string>>

/** What the secretary fills in to begin; what was typed stays through errors, a reload and a lost session. */
export function NewMeetingDialog(props: { readonly onClose: () => void }) {
  const { api, me } = useSession()
  const clock = useClock()
  const words = useText().app
  const { reasons, meeting: meetingWords } = useText()
  const [draft, setDraft, dropDraft] = useKept<Draft>(`new meeting ${me.user.id}`, () => ({
    title: '',
    unit: me.unit.id,
    type: 'session',
    form: 'inPerson',
    day: shortDate(words.dates, clock.now() + 7 * 86_400_000),
    from: '08:00',
    until: '11:00',
    place: '',
    command: newId<CommandId>(randomBytes),
    meeting: newId<MeetingId>(randomBytes)
  }))
  const [errors, setErrors] = useState<Errors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const text = (key: 'title' | 'day' | 'from' | 'until' | 'place') => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) => change({ [key]: event.target.value })
  })

  const submit = async () => {
    if (busy) return
    const { request, errors: wrong } = check(draft, words.newMeeting)
    setErrors(wrong)
    setFailure(null)
    if (!request) return
    setBusy(true)
    const answer = await api.call('POST', paths.meetings, meetingReceipt, request)
    setBusy(false)
    if (!answer.ok) {
      setFailure(reasons[answer.reason])
      return
    }
    dropDraft()
    props.onClose()
    goTo({ kind: 'meeting', meeting: answer.value.meeting, paper: null })
  }
  const day = parseDate(draft.day)
  return (
    <Dialog
      title={words.newMeeting.title}
      closeWord={words.close}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      width={680}
      footer={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {busy ? words.newMeeting.creating : words.newMeeting.submit}
          </Button>
        </>
      }
    >
      <p className={s.lead}>{words.newMeeting.lead}</p>
      {failure ? <ErrorLine>{failure}</ErrorLine> : null}
      <TextField
        label={words.newMeeting.name}
        placeholder={words.newMeeting.nameHint}
        maxLength={maxTitleLength}
        error={errors.title}
        autoFocus
        {...text('title')}
      />
      <div className={s.pair}>
        <SelectField
          label={words.newMeeting.type}
          value={draft.type}
          options={meetingTypes.map(value => ({ value, label: meetingWords.types[value] }))}
          onPick={type => change({ type })}
        />
        <SelectField
          label={words.newMeeting.form}
          value={draft.form}
          options={meetingForms.map(value => ({ value, label: meetingWords.forms[value] }))}
          onPick={form => change({ form })}
        />
      </div>
      <div className={s.times}>
        <DayField
          value={draft.day}
          error={errors.day}
          weekday={day ? weekdayName(words.dates, day) : undefined}
          onChange={value => change({ day: value })}
        />
        <TextField label={words.newMeeting.from} inputMode="numeric" error={errors.from} {...text('from')} />
        <TextField label={words.newMeeting.until} inputMode="numeric" error={errors.until} {...text('until')} />
      </div>
      <TextField label={words.newMeeting.place} maxLength={300} {...text('place')} />
      {me.units.length > 1 ? (
        <SelectField
          label={words.newMeeting.unit}
          value={draft.unit}
          options={me.units.map(unit => ({ value: unit.id, label: unit.name }))}
          onPick={unit => change({ unit })}
        />
      ) : null}
    </Dialog>
  )
}

/** A day typed as it is written, with the system's calendar one click away. */
function DayField(props: {
  readonly value: string
  readonly error: string | undefined
  readonly weekday: string | undefined
  readonly onChange: (value: string) => void
}) {
  const words = useText().app
  const picker = useRef<HTMLInputElement>(null)
  const day = parseDate(props.value)
  const two = (n: number) => String(n).padStart(2, '0')
  return (
    <Field
      label={props.weekday ? `${words.newMeeting.date} (${props.weekday})` : words.newMeeting.date}
      error={props.error}
      side={
        <>
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            className="visually-hidden"
            value={day ? `${day.year}-${two(day.month)}-${two(day.day)}` : ''}
            onChange={event => {
              const [year, month, date] = event.target.value.split('-').map(Number)
              if (year && month && date) props.onChange(words.dates.short(date, month, year))
            }}
          />
          <IconButton label={words.newMeeting.pickDate} onClick={() => picker.current?.showPicker()}>
            <IconCalendar />
          </IconButton>
        </>
      }
    >
      {wiring => (
        <input
          {...wiring}
          className={ui.input}
          inputMode="numeric"
          placeholder={words.newMeeting.dateHint}
          value={props.value}
          onChange={event => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function check(
  draft: Draft,
  words: ReturnType<typeof useText>['app']['newMeeting']
): { readonly request: NewMeetingRequest | null; readonly errors: Errors } {
  const day = parseDate(draft.day)
  const from = parseTime(draft.from)
  const until = parseTime(draft.until)
  const errors: Errors = {
    ...(draft.title.trim() ? {} : { title: words.nameMissing }),
    ...(day ? {} : { day: words.dateWrong }),
    ...(from ? {} : { from: words.timeWrong }),
    ...(until ? {} : { until: words.timeWrong })
  }
  if (!day || !from || !until || Object.keys(errors).length > 0) return { request: null, errors }
  const start = toInstant(day, from)
  const end = toInstant(day, until)
  if (end <= start) return { request: null, errors: { until: words.endBeforeStart } }
  const { command, meeting, unit, type, form } = draft
  const [title, place] = [draft.title.trim().normalize('NFC'), draft.place.trim().normalize('NFC')]
  return {
    request: { id: command, meeting, unit, type, form, title, place, startsAt: start, endsAt: end },
    errors: {}
  }
}
