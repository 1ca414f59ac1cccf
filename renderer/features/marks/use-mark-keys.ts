// Beyond 300 lines: one press of a key goes through all of it, from the letter of a tool to the mark on the page.
import { useEffect, useRef } from 'react'
import { hasBody, type InkPoint } from '#core/mark/mark.ts'
import { inReadingOrder } from '#core/mark/mark-shape.ts'
import { fromShown, shownSize, toShown } from '#core/mark/page-geometry.ts'
import type { Gesture, How } from './gesture.ts'
import { type Direction, type MarkKey, markKey } from './mark-keys.ts'
import type { MarkTool, PickedTool } from './pointer-policy.ts'
import { type DrawnPage, pageInWindow, selectedText } from './surface.ts'
import type { CopyQuote } from './use-copy-quote.ts'
import type { Marks } from './use-marks.ts'
import type { RemoveMarks } from './use-remove-mark.ts'
import { boxOf, wordsOn, wordTowards } from './word-caret.ts'

/** One press of an arrow, 1/72 inch as shown: plain, with Shift, with Ctrl. */
const stepPoints = { plain: 8, fine: 1, far: 40 }

interface Led {
  gesture: Gesture | null
  /** Arrows have moved the chosen marks: the next press belongs to the same step. */
  moved: boolean
  words: { readonly page: number; anchor: number; focus: number } | null
}

/** [K18] The keyboard as a complete way of marking: letters take tools, arrows lead a cursor or choose words, Enter acts. */
export function useMarkKeys(marks: Marks, acts: { readonly copy: CopyQuote; readonly remove: RemoveMarks }): void {
  const latest = useRef({ marks, acts })
  latest.current = { marks, acts }
  const led = useRef<Led>({ gesture: null, moved: false, words: null })
  const { tool } = marks
  // Another tool ends what the keyboard began with the one before.
  useEffect(() => {
    const state = led.current
    const { marks } = latest.current
    if (marks.byKeys && isForWords(tool) && hasWords(marks)) chooseWords(marks, state, 'right', false)
    return () => {
      state.gesture?.cancel()
      state.gesture = null
      state.words = null
    }
  }, [tool])
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const { target } = event
      if (target instanceof Element && target.closest('[role="menu"], [role="listbox"]')) return
      const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
      const { marks, acts } = latest.current
      const key = markKey({
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
        typing,
        composing: event.isComposing,
        tool: marks.tool,
        byKeys: marks.byKeys,
        chosen: marks.chosen.size > 0,
        words: getSelection()?.isCollapsed === false,
        // While arrows move marks, Enter lets go of them wherever the focus is.
        onControl: !marks.moving && target instanceof Element && target.closest('button, a[href], summary, [role="treeitem"]') !== null,
        walked: target instanceof Element && target.closest('[role="tab"], [role="tree"]') !== null
      })
      if (key && act(key, marks, acts, led.current, event)) {
        event.preventDefault()
        event.stopPropagation()
      }
    }
    // Before the reader, which scrolls with the same arrows.
    addEventListener('keydown', listen, true)
    return () => removeEventListener('keydown', listen, true)
  }, [])
}

/** True when the key was ours. */
function act(
  key: MarkKey,
  marks: Marks,
  acts: { readonly copy: CopyQuote; readonly remove: RemoveMarks },
  led: Led,
  event: KeyboardEvent
): boolean {
  const onWords = isForWords(marks.tool)
  switch (key.kind) {
    case 'tool':
      pickTool(marks, key.tool, true)
      return true
    case 'colour':
      if (marks.chosen.size > 0) marks.recolour(marks.chosen, key.colour)
      else marks.setColour(key.colour)
      return true
    case 'undo':
    case 'redo':
      marks.undo[key.kind]()
      return true
    case 'copy':
      return acts.copy()
    case 'remove':
      acts.remove(marks.marks.filter(mark => marks.chosen.has(mark.id)))
      return true
    case 'duplicate':
      marks.duplicate(marks.chosen)
      return true
    case 'move':
      led.moved = false
      if (!marks.byKeys || marks.tool !== 'lasso') marks.setTool('lasso', true)
      marks.choose(marks.chosen)
      marks.setMoving(true)
      return true
    case 'next':
      return chooseNext(marks, key.by)
    case 'escape':
      return stepBack(marks, led)
    case 'act':
      if (marks.tool === 'lasso') return openChosen(marks)
      return onWords && hasWords(marks) ? markWords(marks, led) : actAtCursor(marks, led, event)
    case 'arrow':
      if (marks.tool === 'lasso') return moveChosen(marks, led, key)
      return onWords && hasWords(marks) ? chooseWords(marks, led, key.direction, key.shift) : moveCursor(marks, led, key, event)
  }
}

const isForWords = (tool: MarkTool): boolean => tool === 'words' || tool === 'highlight' || tool === 'underline' || tool === 'strike'

/** Takes a tool in hand, puts it away, or lets it act on the selected text at once. */
export function pickTool(marks: Marks, tool: PickedTool, byKeys: boolean): void {
  if (!marks.writable) return
  const selected = getSelection()?.isCollapsed === false
  if (selected && (tool === 'highlight' || tool === 'underline' || tool === 'strike') && marks.markSelection(tool)) return
  if (selected && tool === 'note' && marks.noteAtSelection()) return
  const away = marks.tool === tool
  marks.setTool(away ? 'none' : tool, byKeys)
  if (away || !byKeys) return
  const drawn = focusPages(marks)
  if (drawn && tool !== 'lasso' && !(isForWords(tool) && drawn.sheet.querySelector('[data-at]'))) marks.setCursor(startOf(drawn))
}

/** The arrows and Enter mean the page again. */
export function focusPages(marks: Marks): DrawnPage | null {
  const drawn = pageInWindow(marks.pages.current.values())
  drawn?.sheet.closest<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  return drawn
}

/** In the middle of what is seen of a page. */
function startOf({ frame, sheet }: DrawnPage): { readonly page: number; readonly x: number; readonly y: number } {
  const box = sheet.getBoundingClientRect()
  const view = sheet.closest('[tabindex="0"]')?.getBoundingClientRect() ?? box
  const top = Math.max(box.top, view.top)
  const bottom = Math.min(box.bottom, view.bottom)
  const at = { x: box.width / 2 / frame.scale, y: (top + (bottom - top) * 0.4 - box.top) / frame.scale }
  return { page: frame.page, ...fromShown(frame.geometry, at) }
}

/** Whether the page in the window has words to choose; on a scan the arrows lead the cursor instead. */
function hasWords(marks: Marks): boolean {
  if (marks.tool === 'words') return true
  const drawn = pageInWindow(marks.pages.current.values())
  return drawn?.sheet.querySelector('[data-at]') != null
}

const turned = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const satisfies Record<Direction, readonly [number, number]>
const stepOf = (key: { readonly shift: boolean; readonly ctrl: boolean }): number =>
  key.ctrl ? stepPoints.far : key.shift ? stepPoints.fine : stepPoints.plain
/** A step on the screen as a step on the unrotated page. */
function stepOn(drawn: DrawnPage, direction: Direction, by: number): { readonly x: number; readonly y: number } {
  const [dx, dy] = turned[direction]
  const { geometry } = drawn.frame
  const from = fromShown(geometry, { x: 0, y: 0 })
  const to = fromShown(geometry, { x: dx * by, y: dy * by })
  return { x: to.x - from.x, y: to.y - from.y }
}
const howOf = (event: KeyboardEvent): How => ({ atMs: event.timeStamp, shift: false, byKeys: true })

function moveCursor(
  marks: Marks,
  led: Led,
  key: { readonly direction: Direction; readonly shift: boolean; readonly ctrl: boolean },
  event: KeyboardEvent
): boolean {
  const { cursor } = marks
  const drawn = cursor ? marks.pages.current.get(cursor.page) : pageInWindow(marks.pages.current.values())
  if (!drawn) return false
  const from = cursor ?? startOf(drawn)
  const { geometry, page } = drawn.frame
  const shown = toShown(geometry, from)
  const [dx, dy] = turned[key.direction]
  const by = stepOf(key)
  const size = shownSize(geometry)
  const y = shown.y + dy * by
  const neighbour = led.gesture ? undefined : marks.pages.current.get(page + (y < 0 ? -1 : y > size.height ? 1 : 0))
  if (neighbour && neighbour !== drawn) {
    const other = neighbour.frame.geometry
    const x = Math.min(shown.x, shownSize(other).width)
    marks.setCursor({ page: neighbour.frame.page, ...fromShown(other, { x, y: y < 0 ? shownSize(other).height : 0 }) })
  } else {
    const at = fromShown(geometry, { x: Math.max(0, Math.min(size.width, shown.x + dx * by)), y: Math.max(0, Math.min(size.height, y)) })
    marks.setCursor({ page, ...at })
    led.gesture?.move([inkPoint(at)], howOf(event))
  }
  requestAnimationFrame(() => document.querySelector('[data-key-cursor]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  return true
}
const inkPoint = ({ x, y }: { readonly x: number; readonly y: number }): InkPoint => ({ x, y, pressure: 0.5 })

/** Enter: the pen comes down, or is lifted. */
function actAtCursor(marks: Marks, led: Led, event: KeyboardEvent): boolean {
  const { cursor, tool } = marks
  if (!cursor || tool === 'none' || tool === 'words') return false
  if (led.gesture) {
    led.gesture.end(howOf(event))
    led.gesture = null
    return true
  }
  const gesture = marks.pages.current.get(cursor.page)?.start(tool, inkPoint(cursor), howOf(event)) ?? null
  // A sign or an eraser acts where it is; a line needs an end.
  if (tool === 'sign' || tool === 'erase') gesture?.end(howOf(event))
  else led.gesture = gesture
  return true
}

function chooseWords(marks: Marks, led: Led, direction: Direction, more: boolean): boolean {
  const selected = selectedText(marks.pages.current.values(), getSelection())[0]
  const drawn = (led.words && marks.pages.current.get(led.words.page)) ?? selected?.drawn ?? pageInWindow(marks.pages.current.values())
  if (!drawn) return false
  const words = wordsOn(drawn.sheet)
  if (words.length === 0) return true
  const boxes = words.map(boxOf)
  const { page } = drawn.frame
  if (led.words?.page !== page || led.words.focus >= words.length) {
    // The first word that is seen; no word is passed over by the first press.
    const view = drawn.sheet.closest('[tabindex="0"]')?.getBoundingClientRect()
    const first = boxes.findIndex(box => box.top >= (view?.top ?? 0))
    led.words = { page, anchor: Math.max(0, first), focus: Math.max(0, first) }
  } else {
    const next = wordTowards(boxes, led.words.focus, direction)
    const neighbour = more || words[next] ? undefined : marks.pages.current.get(page + (next < 0 ? -1 : 1))
    const others = neighbour ? wordsOn(neighbour.sheet) : []
    if (neighbour && others.length > 0) {
      const at = next < 0 ? others.length - 1 : 0
      led.words = { page: neighbour.frame.page, anchor: at, focus: at }
      return select(others, led.words)
    }
    led.words.focus = Math.min(words.length - 1, Math.max(0, next))
    if (!more) led.words.anchor = led.words.focus
  }
  return select(words, led.words)
}

function select(words: ReturnType<typeof wordsOn>, { anchor, focus }: { readonly anchor: number; readonly focus: number }): boolean {
  const first = words[Math.min(anchor, focus)]
  const last = words[Math.max(anchor, focus)]
  const here = words[focus]
  if (!first || !last) return true
  getSelection()?.setBaseAndExtent(first.node, first.start, last.node, last.end)
  here?.node.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}

/** Enter on chosen words marks them; the next arrow goes on from there. */
function markWords(marks: Marks, led: Led): boolean {
  const { tool } = marks
  if (tool === 'highlight' || tool === 'underline' || tool === 'strike') marks.markSelection(tool)
  if (led.words) led.words.anchor = led.words.focus
  return true
}

/** Tab: the next mark as one reads; past the last the focus goes on as usual. */
function chooseNext(marks: Marks, by: 1 | -1): boolean {
  const all = inReadingOrder(marks.marks)
  const page = pageInWindow(marks.pages.current.values())?.frame.page ?? 1
  const [now] = marks.chosen
  const at = all.findIndex(mark => mark.id === now)
  const firstHere = all.findIndex(mark => mark.page >= page)
  const next = all[at < 0 ? (by > 0 ? Math.max(0, firstHere) : all.length - 1) : at + by]
  marks.setMoving(false)
  if (!next) {
    marks.choose([])
    return false
  }
  marks.choose([next.id])
  requestAnimationFrame(() => document.querySelector(`[data-chosen="${next.id}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }))
  return true
}

function moveChosen(
  marks: Marks,
  led: Led,
  key: { readonly direction: Direction; readonly shift: boolean; readonly ctrl: boolean }
): boolean {
  if (!marks.moving) return false
  const [first] = marks.chosen
  const page = marks.marks.find(mark => mark.id === first)?.page
  const drawn = page === undefined ? undefined : marks.pages.current.get(page)
  if (!drawn) return false
  const by = stepOn(drawn, key.direction, stepOf(key))
  marks.move(marks.chosen, by.x, by.y, led.moved)
  led.moved = true
  return true
}

/** Enter: what was moved stays there; else the words of the chosen mark are opened. */
function openChosen(marks: Marks): boolean {
  if (marks.moving) {
    marks.setMoving(false)
    return true
  }
  const mark = marks.marks.find(each => marks.chosen.has(each.id))
  if (!mark || !hasBody(mark)) return false
  marks.setTool('none')
  marks.open(mark.id)
  return true
}

/** One step back: the line that is being drawn, then the chosen marks, then the tool. */
function stepBack(marks: Marks, led: Led): boolean {
  if (led.gesture) {
    led.gesture.cancel()
    led.gesture = null
    return true
  }
  if (marks.moving) {
    marks.setMoving(false)
    return true
  }
  if (marks.chosen.size > 0) {
    marks.choose([])
    return true
  }
  if (marks.tool === 'none' && marks.opened === null) return false
  if (isForWords(marks.tool)) getSelection()?.removeAllRanges()
  marks.setTool('none')
  return true
}
