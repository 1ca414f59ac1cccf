import { type ReactNode, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { useText } from '../../ui/index.ts'
import s from './papers.module.css'

/** A list this long still shows as it is… */
const mostUnfolded = 8
/** …a longer one begins with so many. */
const shownFolded = 6

/** Sixty papers under one item would bury the items after it: the first ones stay, and the open one, until all are asked for. */
export function useFold(papers: readonly Paper[], open: PaperId | null): { readonly shown: readonly Paper[]; readonly more: ReactNode } {
  const t = useText().meeting.papers
  const [unfolded, setUnfolded] = useState(false)
  if (papers.length <= mostUnfolded) return { shown: papers, more: null }
  return {
    shown: unfolded ? papers : papers.filter((paper, index) => index < shownFolded || paper.paper === open),
    more: (
      <button type="button" className={s.more} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        {unfolded ? t.fold : t.unfold(papers.length)}
      </button>
    )
  }
}
