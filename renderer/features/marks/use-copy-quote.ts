import { useCallback, useRef } from 'react'
import type { Mark } from '#core/mark/mark.ts'
import { inReadingOrder } from '#core/mark/mark-shape.ts'
import { makeQuote } from '#core/mark/quote.ts'
import { copyText } from '../../platform/clipboard.ts'
import { useNotice, useText } from '../../ui/index.ts'
import { selectedText } from './surface.ts'
import { chosenMarks, type Marks } from './use-marks.ts'

/** Copies what is selected, or else what the marks quote; false when there is neither. */
export type CopyQuote = (of?: readonly Mark[]) => boolean

/** [K19] Copies words of the paper with their source: “words” (paper, page). Says whether it worked. */
export function useCopyQuote(marks: Marks): CopyQuote {
  const { marking } = useText()
  const notify = useNotice()
  const latest = useRef(marks)
  latest.current = marks
  return useCallback(
    of => {
      const { title, pages } = latest.current
      const selected = of ? [] : selectedText(pages.current.values(), getSelection())
      const asked = of ?? chosenMarks(latest.current)
      if (selected.length === 0 && asked.length === 0) return false
      const quoted =
        selected.length > 0
          ? selected.map(({ text, start, end, drawn }) => ({ words: makeQuote(text, start, end).exact, page: drawn.frame.page }))
          : inReadingOrder(asked).map(mark => ({ words: mark.quote.exact, page: mark.page }))
      const lines = quoted.filter(({ words }) => words !== '').map(({ words, page }) => marking.source(words, title, page))
      if (lines.length === 0) notify({ text: marking.nothingToCopy })
      else copyText(lines.join('\n')).then(copied => notify({ text: copied ? marking.copied : marking.notCopied }))
      return true
    },
    [marking, notify]
  )
}
