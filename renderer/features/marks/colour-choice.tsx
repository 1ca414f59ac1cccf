import { type MarkColour, markColours } from '#core/mark/mark.ts'
import { lightColours } from '#core/mark/palette.ts'
import { useText } from '../../ui/index.ts'
import s from './marks.module.css'

/** The palette. A pen has all six; a highlight only those that text can be read through. */
export function ColourChoice(props: {
  readonly kind: 'ink' | 'highlight' | 'note'
  readonly colour: MarkColour
  readonly onPick: (colour: MarkColour) => void
  readonly small?: boolean
}) {
  const text = useText().reader.marks
  const offered = props.kind === 'ink' ? markColours : lightColours
  return (
    <fieldset className={s.colours} data-small={props.small ?? false} data-kind={props.kind}>
      <legend className="visually-hidden">{text.colours}</legend>
      {offered.map(colour => (
        <button
          key={colour}
          type="button"
          className={s.swatch}
          data-colour={colour}
          aria-pressed={colour === props.colour}
          aria-label={text.colour[colour]}
          title={text.colour[colour]}
          onClick={() => props.onPick(colour)}
        />
      ))}
    </fieldset>
  )
}
