import { Popover } from '@mantine/core'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  daysInMonth,
  formatDate,
  formatTime,
  type LocalDate,
  type LocalTime,
  parseDate,
  parseTime,
  weekdayOf
} from '#core/time/local-time.ts'
import { Button, Field, IconButton, useText } from '../../ui/index.ts'
import s from './particulars.module.css'

interface TypedProps<T> {
  readonly label: string
  readonly value: T | null
  readonly onPick: (value: T) => void
  /** A sentence from outside, e.g. the end lies before the start. */
  readonly error?: string | undefined
}

/** What is being typed and whether it makes sense yet; what others choose meanwhile shows once nobody types here. */
function useTyped<T>(props: TypedProps<T>, format: (value: T | null) => string, parse: (typed: string) => T | null, wrong: string) {
  const shown = format(props.value)
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | undefined>()
  const settle = () => {
    if (typed === null) return
    const value = parse(typed)
    if (!value) {
      setError(wrong)
      return
    }
    setTyped(null)
    setError(undefined)
    if (format(value) !== shown) props.onPick(value)
  }
  return {
    error: error ?? props.error,
    reset: () => {
      setTyped(null)
      setError(undefined)
    },
    input: {
      value: typed ?? shown,
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        setTyped(event.currentTarget.value)
        setError(undefined)
      },
      onBlur: settle,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle()
        if (event.key === 'Escape' && typed !== null) {
          event.stopPropagation()
          setTyped(null)
          setError(undefined)
        }
      }
    }
  }
}

/** A day, typed as 23/11/2026 or picked from a month. */
export function DateField(props: TypedProps<LocalDate> & { readonly today: LocalDate | null }) {
  const t = useText().meeting.particulars
  const typed = useTyped(props, formatDate, parseDate, t.badDate)
  const [open, setOpen] = useState(false)
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      withRoles={false}
      trapFocus
      returnFocus
      withinPortal
      zIndex={400}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <div>
          <Field
            label={props.label}
            error={typed.error}
            side={
              <IconButton label={t.pickDate} aria-expanded={open} onClick={() => setOpen(!open)}>
                <IconCalendar />
              </IconButton>
            }
          >
            {wiring => (
              <input
                type="text"
                inputMode="numeric"
                autoComplete="off"
                placeholder={t.datePlaceholder}
                className={s.input}
                {...typed.input}
                {...wiring}
              />
            )}
          </Field>
        </div>
      </Popover.Target>
      <Popover.Dropdown className={s.calendar ?? ''}>
        <MonthGrid
          value={props.value}
          today={props.today}
          onPick={date => {
            typed.reset()
            setOpen(false)
            props.onPick(date)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** A time of day, 24 hours, typed as 8:30, 0830 or 8h30. */
export function TimeField(props: TypedProps<LocalTime>) {
  const t = useText().meeting.particulars
  const typed = useTyped(props, formatTime, parseTime, t.badTime)
  return (
    <Field label={props.label} error={typed.error}>
      {wiring => (
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          placeholder={t.timePlaceholder}
          className={s.input}
          {...typed.input}
          {...wiring}
        />
      )}
    </Field>
  )
}

const sameDay = (a: LocalDate | null, b: LocalDate | null) => formatDate(a) === formatDate(b)

const dayKeys = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['ArrowUp', -7],
  ['ArrowDown', 7]
])
const monthKeys = new Map([
  ['PageUp', -1],
  ['PageDown', 1]
])

/** One month, Monday first; arrows move a day or a week, PageUp and PageDown a month. */
function MonthGrid(props: {
  readonly value: LocalDate | null
  readonly today: LocalDate | null
  readonly onPick: (date: LocalDate) => void
}) {
  const text = useText().meeting
  const t = text.particulars
  const [at, setAt] = useState<LocalDate>(props.value ?? props.today ?? { year: 2026, month: 1, day: 1 })
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => {
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${at.day}"]`)?.focus()
  }, [at])
  const move = (days: number) => {
    const moved = new Date(Date.UTC(at.year, at.month - 1, at.day + days))
    setAt({ year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() })
  }
  const turn = (months: number) => {
    const first = new Date(Date.UTC(at.year, at.month - 1 + months, 1))
    const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1]
    setAt({ year, month, day: Math.min(at.day, daysInMonth(year, month)) })
  }
  const step = (key: string): boolean => {
    const days = dayKeys.get(key)
    const months = monthKeys.get(key)
    if (days !== undefined) move(days)
    else if (months !== undefined) turn(months)
    return days !== undefined || months !== undefined
  }
  const lead = (weekdayOf({ ...at, day: 1 }) + 6) % 7
  const days = Array.from({ length: daysInMonth(at.year, at.month) }, (_, index) => ({ year: at.year, month: at.month, day: index + 1 }))
  const week = [1, 2, 3, 4, 5, 6, 0]
  return (
    <div className={s.month}>
      <div className={s.monthHead}>
        <IconButton label={t.previousMonth} onClick={() => turn(-1)}>
          <IconChevronLeft />
        </IconButton>
        <strong aria-live="polite">{t.month(at.month, at.year)}</strong>
        <IconButton label={t.nextMonth} onClick={() => turn(1)}>
          <IconChevronRight />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div
        ref={grid}
        className={s.days}
        onKeyDown={event => {
          if (step(event.key)) event.preventDefault()
        }}
      >
        {week.map(day => (
          <span key={day} className={s.weekday} aria-hidden="true">
            {text.weekdaysShort[day]}
          </span>
        ))}
        {days.map((date, index) => (
          <button
            key={date.day}
            type="button"
            data-day={date.day}
            tabIndex={date.day === at.day ? 0 : -1}
            {...(date.day === at.day ? { 'data-autofocus': true } : {})}
            style={index === 0 ? { gridColumnStart: lead + 1 } : {}}
            aria-label={text.dayAndDate(text.weekdays[weekdayOf(date)] ?? '', formatDate(date))}
            aria-pressed={sameDay(date, props.value)}
            data-today={sameDay(date, props.today)}
            onClick={() => props.onPick(date)}
          >
            {date.day}
          </button>
        ))}
      </div>
      {props.today ? (
        <Button kind="bare" onClick={() => props.today && props.onPick(props.today)}>
          {t.today}
        </Button>
      ) : null}
    </div>
  )
}
