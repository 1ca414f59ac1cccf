import { IconPlus, IconX } from '@tabler/icons-react'
import { useId } from 'react'
import { type DraftOption, fewestOptions, isOwnSet, maxOptionLength, mostOptions, type OwnOption, ownSet } from '#core/vote/options.ts'
import { Button, ErrorLine, IconButton, TextField, useText } from '../ui/index.ts'
import s from './own-options.module.css'

/** A set of options while it is written down. */
export interface DraftSet {
  readonly rows: readonly DraftOption[]
  /** Place of the one that counts for passing. */
  readonly passing: number
  /** Place of the one with words of the voter's; null: none. */
  readonly withText: number | null
}

const nothing: DraftOption = { vi: '', en: '' }
export const emptySet: DraftSet = { rows: [nothing, nothing], passing: 0, withText: null }

/** The set as it was written down. */
export function draftOf(own: readonly OwnOption[]): DraftSet {
  const withText = own.findIndex(({ choice }) => choice === 'other')
  return {
    rows: own.map(({ vi, en }) => ({ vi, en })),
    passing: Math.max(
      0,
      own.findIndex(({ choice }) => choice === 'for')
    ),
    withText: withText < 0 ? null : withText
  }
}

/** [VT12] What was written down as a set; null while it makes no ballot. */
export function setOf({ rows, passing, withText }: DraftSet): readonly OwnOption[] | null {
  const own = ownSet(
    rows.map(({ vi, en }) => ({ vi: vi.trim(), en: en.trim() })),
    passing,
    withText
  )
  return isOwnSet(own) ? own : null
}

/** [VT12] Writes down two to six options, which of them counts for passing and which takes words. */
export function OwnOptionsEditor(props: {
  readonly value: DraftSet
  readonly wrong: boolean
  readonly onChange: (value: DraftSet) => void
}) {
  const t = useText().voteRules
  const name = useId()
  const { value, onChange } = props
  const { rows, passing, withText } = value
  const write = (place: number, change: Partial<DraftOption>) =>
    onChange({ ...value, rows: rows.map((row, at) => (at === place ? { ...row, ...change } : row)) })
  const shifted = (at: number, gone: number): number => (at > gone ? at - 1 : at)
  const remove = (place: number) =>
    onChange({
      rows: rows.filter((_, at) => at !== place),
      passing: passing === place ? 0 : shifted(passing, place),
      withText: withText === null || withText === place ? null : shifted(withText, place)
    })
  return (
    <fieldset className={s.set}>
      <legend>{t.options}</legend>
      <p className={s.hint}>{t.optionsHint}</p>
      <div className={`${s.row} ${s.heads}`} aria-hidden="true">
        <span />
        <span>{t.passing}</span>
        <span>{t.withText}</span>
      </div>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is what stands at its place
        <div key={place} className={s.row}>
          <TextField
            label={t.option(place + 1)}
            hideLabel
            placeholder={t.option(place + 1)}
            value={row.vi}
            maxLength={maxOptionLength}
            onChange={event => write(place, { vi: event.currentTarget.value })}
          />
          <label className={s.mark}>
            <input
              type="radio"
              name={name}
              aria-label={t.passingOf(place + 1)}
              checked={passing === place}
              onChange={() => onChange({ ...value, passing: place, withText: withText === place ? null : withText })}
            />
            <span>{t.passing}</span>
          </label>
          <label className={s.mark}>
            <input
              type="checkbox"
              aria-label={t.withTextOf(place + 1)}
              checked={withText === place}
              disabled={passing === place}
              onChange={() => onChange({ ...value, withText: withText === place ? null : place })}
            />
            <span>{t.withText}</span>
          </label>
          <IconButton label={t.removeOption(place + 1)} disabled={rows.length <= fewestOptions} onClick={() => remove(place)}>
            <IconX />
          </IconButton>
        </div>
      ))}
      {rows.length < mostOptions ? (
        <Button icon={<IconPlus />} onClick={() => onChange({ ...value, rows: [...rows, nothing] })}>
          {t.addOption}
        </Button>
      ) : null}
      <details>
        <summary>{t.english}</summary>
        <div className={s.english}>
          {rows.map((row, place) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              key={place}
              label={t.optionEn(place + 1)}
              value={row.en}
              maxLength={maxOptionLength}
              onChange={event => write(place, { en: event.currentTarget.value })}
            />
          ))}
        </div>
      </details>
      {props.wrong && setOf(value) === null ? <ErrorLine>{t.optionsWrong}</ErrorLine> : null}
    </fieldset>
  )
}
