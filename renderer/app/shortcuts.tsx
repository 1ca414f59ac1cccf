import { useEffect } from 'react'
import { Dialog, goTo, myDocuments, useText } from '../ui/index.ts'
import s from './frame.module.css'

/** Keys that work on every screen. None is taken while a word is being composed, letters only outside of fields. */
export function useShortcuts(acts: { readonly search: () => void; readonly help: () => void }): void {
  const { search, help } = acts
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null
      const key = event.key.toLowerCase()
      const act =
        (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && key === 'k'
          ? search
          : event.altKey && !event.ctrlKey
            ? {
                1: () => goTo({ kind: 'today' }),
                2: () => goTo({ kind: 'meetings' }),
                3: () => goTo(myDocuments),
                4: () => goTo({ kind: 'settings' })
              }[key]
            : key === '?' && !typing && !event.ctrlKey
              ? help
              : undefined
      if (!act || document.querySelector('dialog[open]')) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [search, help])
}

/** The keys of this screen. */
export function ShortcutsDialog(props: { readonly onClose: () => void }) {
  const { app: words, marking, readerView } = useText()
  const keys = [
    ['Ctrl K', words.shortcuts.search],
    ['?', words.shortcuts.help],
    ['Esc', words.shortcuts.back],
    ['Alt 1', words.shortcuts.today],
    ['Alt 2', words.shortcuts.meetings],
    ['Alt 3', words.shortcuts.documents],
    ['Alt 4', words.shortcuts.settings]
  ] as const
  return (
    <Dialog title={words.shortcuts.title} closeWord={words.close} onClose={props.onClose}>
      <Keys keys={keys} />
      <h3>{readerView.keysTitle}</h3>
      <Keys keys={readerView.keys} />
      <h3>{marking.keysTitle}</h3>
      <Keys keys={marking.keys} />
    </Dialog>
  )
}

function Keys(props: { readonly keys: readonly (readonly string[])[] }) {
  return (
    <dl className={s.keys}>
      {props.keys.map(([key, does]) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
