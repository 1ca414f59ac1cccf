import { IconBuildingBank, IconClock, IconDeviceTv, IconMapPin, IconUserStar } from '@tabler/icons-react'
import { useState } from 'react'
import { meetingForms, meetingTypes, type Particulars } from '#core/meeting/meeting.ts'
import { noteText, placeText, setParticulars, titleText } from '#core/shared-doc/meeting-doc.ts'
import { localMoment } from '#core/time/local-time.ts'
import type { SharedDoc } from '../../sync/hooks.ts'
import { SharedTextArea, SharedTextInput } from '../../sync/shared-text.tsx'
import { SelectField, useClock, useText } from '../../ui/index.ts'
import { DateField, TimeField } from './date-fields.tsx'
import s from './particulars.module.css'
import { beginningAt, dayOf, endingAt, endsAfterStart, onDay, spanOf } from './when.ts'

/** Name, time, place and the rest, written together in place; what is typed is bound key by key, what is chosen is set whole. */
export function ParticularsForm(props: { readonly doc: SharedDoc; readonly origin: object; readonly particulars: Particulars }) {
  const clock = useClock()
  const text = useText().meeting
  const t = text.particulars
  const { doc, origin, particulars } = props
  const [endRefused, setEndRefused] = useState(false)
  const set = (change: Parameters<typeof setParticulars>[1] | null) => {
    if (change) doc.transact(() => setParticulars(doc, change), origin)
  }
  const begins = localMoment(particulars.startsAt)
  const wrongOrder = particulars.endsAt !== '' && !endsAfterStart(particulars)
  return (
    <div className={s.box}>
      <div className={s.form}>
        <div className={s.c8}>
          <SharedTextInput text={titleText(doc)} origin={origin} label={t.title} placeholder={t.titlePlaceholder} maxLength={300} />
        </div>
        <div className={s.c4}>
          <SelectField
            label={t.type}
            value={particulars.type}
            options={meetingTypes.map(value => ({ value, label: text.types[value] }))}
            onPick={type => set({ type })}
          />
        </div>
        <div className={s.c3}>
          <DateField label={t.date} value={begins} today={localMoment(clock.now())} onPick={date => set(onDay(particulars, date))} />
        </div>
        <div className={s.c2}>
          <TimeField label={t.begins} value={begins} onPick={time => set(beginningAt(particulars, time))} />
        </div>
        <div className={s.c2}>
          <TimeField
            label={t.ends}
            value={localMoment(particulars.endsAt)}
            error={endRefused || wrongOrder ? t.endsBeforeStart : undefined}
            onPick={time => {
              const next = endingAt(particulars, time)
              setEndRefused(!next)
              set(next)
            }}
          />
        </div>
        <div className={s.c5}>
          <SelectField
            label={t.form}
            value={particulars.form}
            options={meetingForms.map(value => ({ value, label: text.forms[value] }))}
            onPick={form => set({ form })}
          />
        </div>
        <div className={s.place}>
          <SharedTextInput text={placeText(doc)} origin={origin} label={t.place} placeholder={t.placePlaceholder} maxLength={300} />
        </div>
        <div className={s.c7}>
          <SharedTextArea text={noteText(doc)} origin={origin} label={t.note} placeholder={t.notePlaceholder} maxLength={5000} rows={1} />
        </div>
      </div>
    </div>
  )
}

/** The same, to be read. */
export function ParticularsView(props: { readonly particulars: Particulars; readonly chairName: string; readonly unitName: string }) {
  const text = useText().meeting
  const t = text.particulars
  const { particulars } = props
  const when = (
    <>
      {dayOf(text, particulars.startsAt)}
      <br />
      {spanOf(text, particulars)}
    </>
  )
  const facts = [
    { icon: <IconClock />, name: t.when, value: when },
    { icon: <IconMapPin />, name: t.place, value: particulars.place || t.noPlace },
    { icon: <IconUserStar />, name: t.chair, value: props.chairName || t.noChair },
    { icon: <IconDeviceTv />, name: t.form, value: text.forms[particulars.form] },
    { icon: <IconBuildingBank />, name: t.by, value: props.unitName }
  ]
  return (
    <>
      <dl className={s.facts}>
        {facts.map(fact => (
          <div key={fact.name}>
            <dt>
              {fact.icon}
              {fact.name}
            </dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {particulars.note.trim() ? (
        <p className={s.note}>
          <strong>{t.note}</strong>
          {particulars.note}
        </p>
      ) : null}
    </>
  )
}
