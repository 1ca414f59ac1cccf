import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowUpRight,
  IconCheck,
  IconDots,
  IconEraser,
  IconHighlight,
  IconLasso,
  IconMessage,
  IconPencil,
  IconRectangle,
  IconStrikethrough,
  IconTextCaption,
  IconUnderline
} from '@tabler/icons-react'
import { IconButton, Menu, useText } from '../../ui/index.ts'
import s from './marks.module.css'
import type { PickedTool } from './pointer-policy.ts'
import { useCopyQuote } from './use-copy-quote.ts'
import { pickTool, useMarkKeys } from './use-mark-keys.ts'
import type { Marks } from './use-marks.ts'
import { useRemoveMarks } from './use-remove-mark.ts'

const moreIcons = {
  underline: <IconUnderline />,
  strike: <IconStrikethrough />,
  area: <IconRectangle />,
  arrow: <IconArrowUpRight />,
  sign: <IconCheck />,
  lasso: <IconLasso />,
  words: <IconTextCaption />
} as const
type MoreTool = keyof typeof moreIcons
const moreTools = Object.keys(moreIcons) as MoreTool[]
const letters: Readonly<Record<MoreTool, string>> = {
  underline: 'U',
  strike: 'S',
  area: 'K',
  arrow: 'A',
  sign: 'T',
  lasso: 'L',
  words: 'F7'
}
const isMore = (tool: string): tool is MoreTool => tool in moreIcons

/** The tools, for the reader's toolbar: four in sight, the others behind one button. Listens for their keys while it is drawn. */
export function MarkToolbar({ marks }: { readonly marks: Marks }) {
  const { reader, marking } = useText()
  const text = reader.marks
  const copy = useCopyQuote(marks)
  const remove = useRemoveMarks(marks)
  useMarkKeys(marks, { copy, remove })
  const { tool, undo } = marks
  const tools = [
    { of: 'pen', word: text.pen, hint: text.penHint, icon: <IconPencil /> },
    { of: 'highlight', word: text.highlight, hint: text.highlightHint, icon: <IconHighlight /> },
    { of: 'note', word: text.note, hint: text.noteHint, icon: <IconMessage /> },
    { of: 'erase', word: null, hint: text.erase, icon: <IconEraser /> }
  ] as const
  const pick = (of: PickedTool, event: { readonly detail: number }): void => pickTool(marks, of, event.detail === 0)
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
          onClick={event => pick(of, event)}
        >
          {icon}
          {word ? <span className={s.word}>{word}</span> : null}
        </IconButton>
      ))}
      <Menu
        label={marking.more}
        trigger={
          <IconButton
            label={isMore(tool) ? `${marking.more}: ${marking.word[tool]}` : marking.more}
            pressed={isMore(tool)}
            disabled={!marks.writable}
            onPointerDown={event => event.preventDefault()}
          >
            {isMore(tool) ? moreIcons[tool] : <IconDots />}
          </IconButton>
        }
        entries={[
          ...moreTools.map(of => ({
            key: of,
            label: `${marking.word[of]} (${letters[of]})`,
            icon: moreIcons[of],
            onPick: (event: { readonly detail: number }) => pickTool(marks, of, of === 'words' || event.detail === 0)
          })),
          // Here, so that the bar is as wide before as after an undo.
          { key: 'redo', label: text.redo, icon: <IconArrowForwardUp />, disabled: !undo.canRedo, onPick: undo.redo }
        ]}
      />
      <IconButton label={text.undo} disabled={!undo.canUndo} onClick={undo.undo}>
        <IconArrowBackUp />
      </IconButton>
    </>
  )
}
