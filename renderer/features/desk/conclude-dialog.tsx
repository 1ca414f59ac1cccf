import { useState } from 'react'
import type { AgendaNode } from '#core/agenda/agenda.ts'
import { nextItem } from '#core/agenda/balance.ts'
import { maxConclusionLength } from '#core/agenda/conclusion.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, ErrorLine, TextAreaField, useNotice, useText } from '../../ui/index.ts'
import type { DeskView } from './desk-props.ts'

/** [V3] Writes down what was concluded on an item; where it is the one that is on, also goes to the next in the same step. */
export function ConcludeDialog(props: DeskView & { readonly node: AgendaNode; readonly onClose: () => void }) {
  const all = useText()
  const t = all.desk
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const { node, course, items } = props
  const before = props.conclusions.get(node.id)?.text ?? ''
  const [text, setText] = useState(before)
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const next = course.item === node.id ? nextItem(items, course) : null
  const said = text.trim()
  const conclude = async (words: string, then: 'stay' | 'next') => {
    if (words === '' && before === '') return setMissing(true)
    setRefused(null)
    const outcome = await send({ kind: 'conclude-item', item: node.id, text: words })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    if (then === 'next' && next) {
      const moved = await send({ kind: 'begin-item', item: next.id })
      if (moved && !moved.ok) return setRefused(t.notDone(whyNotDone(all, moved.reason)))
    }
    notice({ text: words === '' ? t.takenBack(node.number) : t.concludedDone(node.number) })
    props.onClose()
  }
  return (
    <Dialog
      title={t.concludeTitle(node.number)}
      closeWord={t.cancel}
      width={640}
      onClose={props.onClose}
      onSubmit={() => void conclude(said, 'stay')}
      footer={
        <>
          {before === '' ? null : (
            <Button kind="danger" onClick={() => void conclude('', 'stay')}>
              {t.takeBack}
            </Button>
          )}
          {next ? (
            <Button busy={running} onClick={() => (said === '' ? setMissing(true) : void conclude(said, 'next'))}>
              {t.concludeAndNext(next.number)}
            </Button>
          ) : null}
          <Button kind="primary" type="submit" busy={running}>
            {t.concludeDo}
          </Button>
        </>
      }
    >
      <p>{node.title}</p>
      <TextAreaField
        label={t.concludeField}
        hint={t.concludeHint}
        error={missing && said === '' ? t.concludeNeeded : undefined}
        rows={7}
        maxLength={maxConclusionLength}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
