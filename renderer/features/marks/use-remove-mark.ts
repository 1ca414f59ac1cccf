import { useCallback } from 'react'
import type { Mark } from '#core/mark/mark.ts'
import { useNotice, useText } from '../../ui/index.ts'
import type { Marks } from './use-marks.ts'

/** Deletes at once and offers the way back, instead of asking first. */
export function useRemoveMark({ remove, undo }: Marks): (mark: Mark) => void {
  const text = useText().reader.marks
  const notify = useNotice()
  return useCallback(
    mark => {
      undo.endStep()
      remove(mark.id)
      notify({ text: text.removed, action: { label: text.putBack, onPick: undo.undo } })
    },
    [remove, undo, notify, text]
  )
}
