import { IconArrowBackUp, IconArrowForwardUp, IconEraser, IconHighlight, IconMessage, IconPencil } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { IconButton, useText } from '../../ui/index.ts'
import { ColourChoice } from './colour-choice.tsx'
import { markKey } from './mark-keys.ts'
import s from './marks.module.css'
import { type InkWidth, inkWidths, type Marks } from './use-marks.ts'

const widthNames = Object.keys(inkWidths) as InkWidth[]

/** The tools, for the reader's toolbar. Listens for their keys while it is drawn. */
export function MarkToolbar({ marks }: { readonly marks: Marks }) {
  const text = useText().reader.marks
  useMarkKeys(marks)
  const { tool, undo } = marks
  const tools = [
    { of: 'pen', word: text.pen, hint: text.penHint, icon: <IconPencil /> },
    { of: 'highlight', word: text.highlight, hint: text.highlightHint, icon: <IconHighlight /> },
    { of: 'note', word: text.note, hint: text.noteHint, icon: <IconMessage /> },
    { of: 'erase', word: null, hint: text.erase, icon: <IconEraser /> }
  ] as const
  return (
    <>
      {tools.map(({ of, word, hint, icon }) => (
        <IconButton
          key={of}
          label={hint}
          pressed={tool === of}
          disabled={!marks.writable}
          // Keeps the selected text selected, so that the button can act on it.
          onPointerDown={event => event.preventDefault()}
          onClick={() => pickTool(marks, of)}
        >
          {icon}
          {word ? <span className={s.word}>{word}</span> : null}
        </IconButton>
      ))}
      <IconButton label={text.undo} disabled={!undo.canUndo} onClick={undo.undo}>
        <IconArrowBackUp />
      </IconButton>
      {undo.canRedo ? (
        <IconButton label={text.redo} onClick={undo.redo}>
          <IconArrowForwardUp />
        </IconButton>
      ) : null}
    </>
  )
}

/** Choices of the tool in hand: colour, width, and one line that says what to do. Null while none is chosen. */
export function MarkSubtools({ marks }: { readonly marks: Marks }) {
  const text = useText().reader.marks
  const { tool } = marks
  if (tool === 'none') return null
  const hint = { pen: text.usePen, highlight: text.useHighlight, note: text.useNote, erase: text.useErase }[tool]
  return (
    <div className={s.subtools}>
      {tool === 'erase' ? null : <ColourChoice kind={tool === 'pen' ? 'ink' : tool} colour={marks.colour} onPick={marks.setColour} />}
      {tool === 'pen' ? (
        <fieldset className={s.widths}>
          <legend className="visually-hidden">{text.widths}</legend>
          {widthNames.map(width => (
            <button
              key={width}
              type="button"
              aria-pressed={marks.width === width}
              aria-label={text.width[width]}
              title={text.width[width]}
              onClick={() => marks.setWidth(width)}
            >
              <span style={{ height: Math.round(inkWidths[width] * 1.6) }} />
            </button>
          ))}
        </fieldset>
      ) : null}
      <span className={s.hint}>{hint}</span>
    </div>
  )
}

/** Takes a tool in hand, puts it away, or lets it act on the selected text at once. */
function pickTool(marks: Marks, tool: 'pen' | 'highlight' | 'note' | 'erase'): void {
  if (!marks.writable) return
  const selected = getSelection()?.isCollapsed === false
  if (tool === 'highlight' && selected && marks.highlightSelection()) return
  if (tool === 'note' && selected) marks.noteHere()
  else marks.setTool(marks.tool === tool ? 'none' : tool)
}

function useMarkKeys(marks: Marks): void {
  const latest = useRef(marks)
  latest.current = marks
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const { target } = event
      const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
      const key = markKey({
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
        typing,
        composing: event.isComposing
      })
      const now = latest.current
      switch (key?.kind) {
        case 'tool':
          // By keyboard a note is placed at once: there is no pointer to place it with.
          if (key.tool === 'note') now.noteHere()
          else pickTool(now, key.tool)
          break
        case 'undo':
          now.undo.undo()
          break
        case 'redo':
          now.undo.redo()
          break
        case 'escape':
          if (now.tool === 'none' && now.opened === null) return
          now.setTool('none')
          break
        default:
          return
      }
      event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
