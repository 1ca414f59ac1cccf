import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect } from 'react'
import { IconButton, useText } from '../../ui/index.ts'
import s from './reader.module.css'
import type { Find } from './use-find.ts'

/** Find in the paper: as one types, with the number of hits and a way through them. */
export function FindBar(props: {
  readonly find: Find
  readonly pages: number
  readonly field: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}) {
  const { find, field } = props
  const text = useText().reader.find
  useEffect(() => field.current?.select(), [field])
  const count =
    find.query.trim() === ''
      ? ''
      : find.hits.length > 0
        ? text.count(find.at + 1, find.hits.length)
        : find.searched !== null
          ? text.searching(find.searched, props.pages)
          : find.noText
            ? text.noText
            : text.none
  return (
    <search className={s.find}>
      <input
        ref={field}
        type="search"
        value={find.query}
        placeholder={text.field}
        aria-label={text.field}
        onChange={event => find.setQuery(event.target.value)}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') {
            event.preventDefault()
            find.step(event.shiftKey ? -1 : 1)
          } else if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            props.onClose()
          }
        }}
      />
      <span className={s.findCount} role="status">
        {count}
      </span>
      <IconButton label={text.previous} disabled={find.hits.length === 0} onClick={() => find.step(-1)}>
        <IconChevronUp />
      </IconButton>
      <IconButton label={text.next} disabled={find.hits.length === 0} onClick={() => find.step(1)}>
        <IconChevronDown />
      </IconButton>
      <IconButton label={text.close} onClick={props.onClose}>
        <IconX />
      </IconButton>
    </search>
  )
}
