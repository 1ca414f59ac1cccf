import { Progress } from '../../ui/index.ts'
import s from './export.module.css'
import type { ExportTask } from './use-export-task.ts'

/** How far it is, in words and as a bar. */
export function Working({ task }: { readonly task: ExportTask }) {
  if (task.kind !== 'working') return null
  return (
    <div className={s.working}>
      <p role="status">{task.words}</p>
      <Progress value={task.part} label={task.words} />
    </div>
  )
}
