import { useMemo, useState } from 'react'
import type { MeetingId, UserId } from '#core/ids.ts'
import { drawPlan, type SeatingPlan, type SeatingShape, type Spot, type SpotKey, seatingShapes } from '#core/seating/seating.ts'
import { readSeating } from '#core/shared-doc/seating-doc.ts'
import { useRoomState, useRoomValue } from '../../sync/index.ts'
import { Banner, Button, Dialog, SelectField, useText } from '../../ui/index.ts'

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => String(from + n))

/** An earlier meeting in the same place. */
export interface EarlierRoom {
  readonly meeting: MeetingId
  readonly title: string
}

/** Draws a room from a few numbers, or takes over that of an earlier meeting in the same place. */
export function DrawDialog(props: {
  readonly again: boolean
  readonly earlier: readonly EarlierRoom[]
  /** Names are taken over of those alone who take part here. */
  readonly takesPart: (user: UserId) => boolean
  readonly onDraw: (plan: SeatingPlan) => void
  readonly onClose: () => void
}) {
  const t = useText().seating
  const [shape, setShape] = useState<SeatingShape>('hall')
  const [front, setFront] = useState('3')
  const [rows, setRows] = useState('4')
  const [across, setAcross] = useState('8')
  const [from, setFrom] = useState<MeetingId | ''>('')
  const number = (label: string, value: string, from: number, to: number, onPick: (value: string) => void) => (
    <SelectField label={label} value={value} options={numbers(from, to).map(one => ({ value: one, label: one }))} onPick={onPick} />
  )
  return (
    <Dialog
      title={t.draw}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => {
        if (from === '') props.onDraw(drawPlan({ shape, front: Number(front), rows: Number(rows), across: Number(across) }))
      }}
      footer={
        <>
          <Button onClick={props.onClose}>{t.cancel}</Button>
          {from === '' ? (
            <Button kind="primary" type="submit">
              {t.drawDo}
            </Button>
          ) : (
            <TakeOver key={from} meeting={from} takesPart={props.takesPart} onDraw={props.onDraw} />
          )}
        </>
      }
    >
      {props.again ? <Banner>{t.drawAfter}</Banner> : null}
      {props.earlier.length > 0 ? (
        <SelectField<MeetingId | ''>
          label={t.from}
          value={from}
          options={[{ value: '', label: t.fromNone }, ...props.earlier.map(one => ({ value: one.meeting, label: one.title }))]}
          onPick={setFrom}
        />
      ) : null}
      {from === '' ? (
        <>
          <SelectField
            label={t.shape}
            value={shape}
            options={seatingShapes.map(value => ({ value, label: t.shapes[value] }))}
            onPick={setShape}
          />
          {number(t.frontSeats, front, 1, 16, setFront)}
          {number(shape === 'hall' ? t.rows : t.sideSeats, rows, 1, 20, setRows)}
          {shape === 'hall' ? number(t.across, across, 2, 22, setAcross) : null}
        </>
      ) : null}
    </Dialog>
  )
}

/** Reads the plan of another meeting, which is opened for it. */
function TakeOver(props: {
  readonly meeting: MeetingId
  readonly takesPart: (user: UserId) => boolean
  readonly onDraw: (plan: SeatingPlan) => void
}) {
  const t = useText().seating
  const room = useMemo(() => ({ kind: 'meeting', meeting: props.meeting }) as const, [props.meeting])
  const condition = useRoomState(room, state => state.condition.kind)
  const plan = useRoomValue(room, readSeating)
  if (condition === 'ready' && plan.spots.size === 0) return <span role="status">{t.takenEmpty}</span>
  const take = () => {
    const spots = new Map<SpotKey, Spot>()
    for (const [key, spot] of plan.spots) spots.set(key, spot.user && !props.takesPart(spot.user) ? { ...spot, user: null } : spot)
    props.onDraw({ ...plan, spots })
  }
  return (
    <Button kind="primary" busy={condition !== 'ready'} onClick={take}>
      {condition === 'ready' ? t.take : t.taking}
    </Button>
  )
}
