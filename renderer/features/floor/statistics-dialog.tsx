import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Floor } from '#core/floor/floor.ts'
import { speechKinds } from '#core/floor/rules.ts'
import { type SpeakerStatistics, speakingStatistics } from '#core/floor/statistics.ts'
import type { UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import type { Questions } from '#core/question/question.ts'
import { Button, Dialog, useText } from '../../ui/index.ts'
import { usePrint } from '../../ui/print-sheet.tsx'
import { stopwatch, useSecond } from '../../ui/second.ts'
import s from './floor.module.css'

export interface StatisticsProps {
  readonly title: string
  readonly floor: Floor
  readonly questions: Questions
  readonly participants: ReadonlyMap<UserId, Participant>
  /** The window that saves them as a file. */
  readonly exportDialog: (onClose: () => void) => ReactNode
}

/** [C6] Who spoke for how long and as what, and who never did; to be printed as a table. */
export function StatisticsDialog(props: StatisticsProps & { readonly onClose: () => void }) {
  const t = useText().floor
  const now = useSecond(false)
  const { print, sheet } = usePrint()
  const [saving, setSaving] = useState(false)
  const rows = speakingStatistics(props.floor, props.questions, props.participants.values(), now)
  const table = <StatisticsTable {...props} rows={rows} />
  return (
    <Dialog
      title={t.statistics}
      closeWord={t.close}
      width={940}
      onClose={props.onClose}
      footer={
        <>
          <Button icon={<IconDownload />} onClick={() => setSaving(true)}>
            {t.saveFile}
          </Button>
          <Button
            kind="primary"
            icon={<IconPrinter />}
            onClick={() =>
              print(
                <>
                  <h1>{t.statistics}</h1>
                  <p>{props.title}</p>
                  {table}
                </>
              )
            }
          >
            {t.print}
          </Button>
        </>
      }
    >
      <p>{t.statisticsSum(rows.filter(({ speeches }) => speeches > 0).length, rows.filter(({ speeches }) => speeches === 0).length)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls has to be reachable by keyboard */}
      <section className={s.tableBox} tabIndex={0} aria-label={t.statistics}>
        {table}
      </section>
      {sheet}
      {saving ? props.exportDialog(() => setSaving(false)) : null}
    </Dialog>
  )
}

function StatisticsTable(props: StatisticsProps & { readonly rows: readonly SpeakerStatistics[] }) {
  const t = useText().floor
  const { rows, participants } = props
  const spoke = rows.filter(({ speeches }) => speeches > 0)
  const never = rows.filter(({ speeches }) => speeches === 0)
  const time = (ms: number) => (ms > 0 ? stopwatch(ms) : '–')
  const person = (user: UserId) => {
    const who = participants.get(user)
    return (
      <th scope="row">
        {who?.name}
        <span>{who?.title || who?.unitName}</span>
      </th>
    )
  }
  return (
    <table className={s.table}>
      <thead>
        <tr>
          <th scope="col">{t.columns.who}</th>
          <th scope="col">{t.columns.times}</th>
          {speechKinds.map(kind => (
            <th scope="col" key={kind}>
              {t.kinds[kind]}
            </th>
          ))}
          <th scope="col">{t.columns.all}</th>
          <th scope="col">{t.columns.questions}</th>
        </tr>
      </thead>
      <tbody>
        {spoke.map(row => (
          <tr key={row.user}>
            {person(row.user)}
            <td>{row.speeches}</td>
            {speechKinds.map(kind => (
              <td key={kind}>{time(row.msOf[kind])}</td>
            ))}
            <td>
              <b>{time(row.ms)}</b>
            </td>
            <td>{row.questions || '–'}</td>
          </tr>
        ))}
      </tbody>
      {never.length > 0 ? (
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={7}>
              {t.never(never.length)}
            </th>
          </tr>
          {never.map(row => (
            <tr key={row.user}>
              {person(row.user)}
              <td>0</td>
              {speechKinds.map(kind => (
                <td key={kind}>–</td>
              ))}
              <td>–</td>
              <td>{row.questions || '–'}</td>
            </tr>
          ))}
        </tbody>
      ) : null}
    </table>
  )
}
