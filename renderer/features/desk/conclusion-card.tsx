import type { Conclusion } from '#core/agenda/conclusion.ts'
import { Card, clockTime, useText } from '../../ui/index.ts'
import s from './desk.module.css'

/** [V3] What was concluded on an item, for everybody in the meeting. */
export function ConclusionCard(props: { readonly conclusion: Conclusion | undefined }) {
  const all = useText()
  const t = all.desk
  const { conclusion } = props
  if (!conclusion) return null
  return (
    <Card aria-label={t.conclusion}>
      <h2>{t.conclusion}</h2>
      <p className={s.concludedWords}>{conclusion.text}</p>
      <p className={s.soft}>{t.concludedAt(clockTime(all.app.dates, conclusion.at))}</p>
    </Card>
  )
}
