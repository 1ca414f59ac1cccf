import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import s from './papers.module.css'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** A field on which files from outside can be dropped; says while they hover what will happen. The innermost field takes them. */
export function FileDrop(props: {
  readonly words: string
  /** Null: nothing can be dropped here. */
  readonly onFiles: ((files: readonly File[]) => void) | null
  readonly className?: string
  readonly children: ReactNode
}) {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const { onFiles } = props
  if (!onFiles) return <div className={props.className}>{props.children}</div>
  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button beside it is the first
    <div
      className={[s.drop, props.className].filter(Boolean).join(' ')}
      onDragEnter={event => {
        if (!carriesFiles(event)) return
        event.stopPropagation()
        depth.current++
        setOver(true)
      }}
      onDragLeave={event => {
        if (!carriesFiles(event)) return
        event.stopPropagation()
        depth.current--
        if (depth.current <= 0) leave()
      }}
      onDragOver={event => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        event.stopPropagation()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={event => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        event.stopPropagation()
        leave()
        const files = [...event.dataTransfer.files]
        if (files.length > 0) onFiles(files)
      }}
    >
      {props.children}
      {over ? <div className={s.dropHint}>{props.words}</div> : null}
    </div>
  )
}
