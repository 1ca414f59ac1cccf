import type { ReactNode } from 'react'
import type { PaperId } from '#core/ids.ts'
import { bodyOf, type Mark } from '#core/mark/mark.ts'
import type { ListRow } from '#core/remark/mark-list.ts'
import type { Remark } from '#core/remark/remark.ts'
import type { Text } from '#text/index.ts'
import { useSession } from '../../session/session.ts'
import { clockTime, shortDate, useClock, useText } from '../../ui/index.ts'
import { usePrint } from '../../ui/print-sheet.tsx'
import { nameOfMark } from './mark-words.tsx'

/** Prints a list of marks; `sheet` has to be drawn somewhere. */
export function usePrintMarks(
  meeting: string,
  titleOf: (paper: PaperId) => string
): {
  readonly print: <T>(title: string, rows: readonly ListRow<T>[], remarkOf: (data: T) => Remark | null) => void
  readonly sheet: ReactNode
} {
  const { me } = useSession()
  const words = useText()
  const clock = useClock()
  const { print, sheet } = usePrint()
  return {
    print: (title, rows, remarkOf) =>
      print(<PrintedMarks {...{ words, title, meeting, me: me.user.name, now: clock.now(), rows, titleOf, remarkOf }} />),
    sheet
  }
}

/** The list on paper: each mark with its quotation, its words, and what was answered. */
function PrintedMarks<T>(props: {
  readonly words: Text
  readonly title: string
  readonly meeting: string
  readonly me: string
  readonly now: number
  readonly rows: readonly ListRow<T>[]
  readonly titleOf: (paper: PaperId) => string
  readonly remarkOf: (data: T) => Remark | null
}) {
  const text = props.words.remarks
  const { dates } = props.words.app
  const at = (instant: string | number) => `${clockTime(dates, instant)} ${shortDate(dates, instant)}`
  return (
    <>
      <h1>{props.title}</h1>
      <p>{text.printOf(props.meeting)}</p>
      <p>
        <small>
          {text.printBy(props.me, at(props.now))}. {text.printPrivate}
        </small>
      </p>
      {props.rows.map(row =>
        row.kind === 'paper' ? (
          <h2 key={row.paper}>{props.titleOf(row.paper)}</h2>
        ) : row.kind === 'page' ? (
          <h3 key={`${row.paper} ${row.page}`}>{text.pageTitle(row.page)}</h3>
        ) : (
          <PrintedMark key={`${row.paper} ${row.mark.id}`} words={props.words} mark={row.mark} remark={props.remarkOf(row.data)} at={at} />
        )
      )}
    </>
  )
}

function PrintedMark(props: {
  readonly words: Text
  readonly mark: Mark
  readonly remark: Remark | null
  readonly at: (instant: string) => string
}) {
  const { words, mark, remark } = props
  const name = nameOfMark(words, mark)
  const body = bodyOf(mark)
  return (
    <article>
      {remark ? (
        <p>
          <strong>{remark.name}</strong> <small>{props.at(remark.at)}</small>
        </p>
      ) : null}
      {mark.quote.exact ? <blockquote>{mark.quote.exact}</blockquote> : null}
      <p>
        {body || (mark.quote.exact ? '' : name)} {body || mark.quote.exact ? <small>({name})</small> : null}
      </p>
      {remark?.words ? <p>{remark.words}</p> : null}
      {remark?.answers.map(answer => (
        <p key={answer.answer}>
          — <strong>{answer.name}</strong> <small>{props.at(answer.at)}</small>: {answer.words}
        </p>
      ))}
    </article>
  )
}
