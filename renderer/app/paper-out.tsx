import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import type { Mark } from '#core/mark/mark.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { inkPath } from '../features/marks/index.ts'
import { useOpenApart } from '../features/reader/index.ts'
import { type MenuEntry, useText } from '../ui/index.ts'

const SaveDialog = lazy(() => import('../features/export/index.ts').then(found => ({ default: found.SaveDialog })))
const PrintDialog = lazy(() => import('../features/export/index.ts').then(found => ({ default: found.PrintDialog })))

/** Ways out of the app for a paper that is open: to a file, to paper. Entries for a menu, and the dialog that is open. */
export function usePaperOut(of: {
  readonly paper: Paper
  readonly version: PaperVersion
  readonly meetingTitle: string
  readonly marks: readonly Mark[]
  readonly page: () => number
}): { readonly entries: readonly MenuEntry[]; readonly dialog: ReactNode } {
  const { paper, version, marks } = of
  const t = useText().exporting.menu
  const [asking, setAsking] = useState<{ readonly what: 'save' | 'print'; readonly page: number } | null>(null)
  const openApart = useOpenApart()
  const page = of.page
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      setAsking({ what: 'print', page: page() })
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [page])
  const entries = useMemo(
    () => [
      { key: 'save', label: t.save, icon: <IconDownload />, onPick: () => setAsking({ what: 'save', page: page() }) },
      { key: 'print', label: t.print, icon: <IconPrinter />, shortcut: 'Ctrl+P', onPick: () => setAsking({ what: 'print', page: page() }) }
    ],
    [t, page]
  )
  const close = (): void => setAsking(null)
  return {
    entries,
    dialog: asking ? (
      <Suspense>
        {asking.what === 'save' ? (
          <SaveDialog paper={paper} version={version} meetingTitle={of.meetingTitle} marks={marks} outline={inkPath} onClose={close} />
        ) : (
          <PrintDialog
            title={paper.title}
            pages={version.pages}
            current={asking.page}
            marks={marks}
            outline={inkPath}
            open={signal => openApart(paper.paper, version, signal)}
            onClose={close}
          />
        )}
      </Suspense>
    ) : null
  }
}
