import { useCallback } from 'react'
import type { Mark } from '#core/mark/mark.ts'
import { useNotice, useText } from '../../ui/index.ts'
import type { Marks } from './use-marks.ts'

export type RemoveMarks = (marks: readonly Mark[]) => void

/** Deletes at once and offers the way back, instead of asking first. */
export function useRemoveMarks({ remove, undo }: Marks): RemoveMarks {
  const { reader, marking } = useText()
  const notify = useNotice()
  return useCallback(
    gone => {
      if (gone.length === 0) return
      undo.endStep()
      remove(...gone.map(mark => mark.id))
      const text = gone.length === 1 ? reader.marks.removed : marking.removed(gone.length)
      notify({ text, action: { label: reader.marks.putBack, onPick: undo.undo } })
    },
    [remove, undo, notify, reader, marking]
  )
}

/** The same for one mark. */
export function useRemoveMark(marks: Marks): (mark: Mark) => void {
  const remove = useRemoveMarks(marks)
  return useCallback(mark => remove([mark]), [remove])
}
