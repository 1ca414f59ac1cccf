import { IconArrowsMove, IconCopyPlus, IconMessagePlus, IconQuote, IconTrash, IconX } from '@tabler/icons-react'
import { hasBody, isOnWords, signNames } from '#core/mark/mark.ts'
import { IconButton, useText } from '../../ui/index.ts'
import { ColourChoice } from './colour-choice.tsx'
import s from './marks.module.css'
import { SignIcon } from './sign-icon.tsx'
import { useCopyQuote } from './use-copy-quote.ts'
import { type InkWidth, inkWidths } from './use-hand.ts'
import { focusPages } from './use-mark-keys.ts'
import { chosenMarks, type Marks } from './use-marks.ts'
import { useRemoveMarks } from './use-remove-mark.ts'

const widthNames = Object.keys(inkWidths) as InkWidth[]

/** Choices of the tool in hand (colour, width, sign) and one line that says what to do; or what can be done with the chosen marks. */
export function MarkSubtools({ marks }: { readonly marks: Marks }) {
  if (marks.chosen.size > 0) return <ChosenTools marks={marks} />
  return marks.tool === 'none' ? null : <ToolChoices marks={marks} tool={marks.tool} />
}

function ToolChoices({ marks, tool }: { readonly marks: Marks; readonly tool: Exclude<Marks['tool'], 'none'> }) {
  const { reader, marking } = useText()
  const text = reader.marks
  /** Whoever chose by keyboard goes on at the page. */
  const chosen = ({ detail }: { readonly detail: number }, choose: () => void): void => {
    choose()
    if (detail === 0) focusPages(marks)
  }
  const hasColour = tool !== 'erase' && tool !== 'lasso' && tool !== 'words'
  return (
    <div className={s.subtools}>
      {hasColour ? (
        <ColourChoice kind={tool === 'highlight' || tool === 'note' ? tool : 'ink'} colour={marks.colour} onPick={marks.setColour} />
      ) : null}
      {tool === 'pen' || tool === 'arrow' ? (
        <fieldset className={s.widths}>
          <legend className="visually-hidden">{text.widths}</legend>
          {widthNames.map(width => (
            <button
              key={width}
              type="button"
              aria-pressed={marks.width === width}
              aria-label={text.width[width]}
              title={text.width[width]}
              onClick={event => chosen(event, () => marks.setWidth(width))}
            >
              <span style={{ height: Math.round(inkWidths[width] * 1.6) }} />
            </button>
          ))}
        </fieldset>
      ) : null}
      {tool === 'sign' ? (
        <fieldset className={s.widths}>
          <legend className="visually-hidden">{marking.signs}</legend>
          {signNames.map(sign => (
            <button
              key={sign}
              type="button"
              aria-pressed={marks.sign === sign}
              aria-label={marking.sign[sign]}
              title={marking.sign[sign]}
              onClick={event => chosen(event, () => marks.setSign(sign))}
            >
              <SignIcon sign={sign} />
            </button>
          ))}
        </fieldset>
      ) : null}
      <span className={s.hint} role="status">
        {useHint(marks, tool)}
      </span>
    </div>
  )
}

function useHint({ byKeys, cursor }: Marks, tool: Exclude<Marks['tool'], 'none'>): string {
  const { reader, marking } = useText()
  if (byKeys) {
    if (tool === 'lasso') return marking.keysUse.lasso
    if (!cursor) return tool === 'words' ? marking.use.words : marking.keysUse.words
    return tool === 'note' || tool === 'sign' || tool === 'erase' ? marking.keysUse.place : marking.keysUse.draw
  }
  switch (tool) {
    case 'pen':
      return reader.marks.usePen
    case 'note':
      return reader.marks.useNote
    case 'erase':
      return reader.marks.useErase
    default:
      return marking.use[tool]
  }
}

/** The chosen marks: how many, their colour, and what can be done with all of them. */
function ChosenTools({ marks }: { readonly marks: Marks }) {
  const { marking } = useText()
  const copy = useCopyQuote(marks)
  const remove = useRemoveMarks(marks)
  const chosen = chosenMarks(marks)
  const [first] = chosen
  const movable = chosen.some(mark => !isOnWords(mark))
  if (!first) return null
  const name = chosen.length === 1 ? marking.chosenOne(marking.kind[first.kind], first.page) : marking.chosen(chosen.length)
  return (
    <div className={s.subtools}>
      <span className={s.chosenName} role="status">
        {marks.moving ? marking.moving : name}
      </span>
      <ColourChoice kind="ink" colour={first.colour} onPick={colour => marks.recolour(marks.chosen, colour)} small />
      {movable ? (
        <>
          <IconButton label={marking.duplicate} onClick={() => marks.duplicate(marks.chosen)}>
            <IconCopyPlus />
          </IconButton>
          <IconButton
            label={marking.move}
            pressed={marks.moving}
            onClick={() => {
              const { chosen } = marks
              marks.setTool('lasso', true)
              marks.choose(chosen)
              marks.setMoving(true)
            }}
          >
            <IconArrowsMove />
          </IconButton>
        </>
      ) : null}
      {chosen.length === 1 && hasBody(first) ? (
        <IconButton
          label={marking.writeWords}
          onClick={() => {
            marks.setTool('none')
            marks.open(first.id)
          }}
        >
          <IconMessagePlus />
        </IconButton>
      ) : null}
      {chosen.some(mark => mark.quote.exact !== '') ? (
        <IconButton label={marking.copyQuote} onClick={() => copy(chosen)}>
          <IconQuote />
        </IconButton>
      ) : null}
      <IconButton label={marking.remove} onClick={() => remove(chosen)}>
        <IconTrash />
      </IconButton>
      <IconButton label={marking.letGo} onClick={() => marks.choose([])}>
        <IconX />
      </IconButton>
    </div>
  )
}
