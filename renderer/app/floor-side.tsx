import { useState } from 'react'
import { waitingOf } from '#core/floor/floor.ts'
import type { MeetingId } from '#core/ids.ts'
import { waitingQuestions } from '#core/question/question.ts'
import { FloorDrawer } from '../features/floor/index.ts'
import { QuestionPanel } from '../features/question/index.ts'
import { useSession } from '../session/session.ts'
import { Tabs, useText } from '../ui/index.ts'
import s from './desk-screen.module.css'
import { useStatisticsExport } from './statistics-export.tsx'
import type { MeetingView } from './use-meeting-view.ts'

interface Props {
  readonly meeting: MeetingId
  readonly view: MeetingView
}

/** The list of speakers and, behind a tab, that of questions. */
export function FloorSide(props: Props) {
  const words = useText()
  const [shown, setShown] = useState<'floor' | 'question'>('floor')
  const { floor, questions } = props.view.record
  return (
    <>
      <div className={s.tabs}>
        <Tabs<'floor' | 'question'>
          label={words.desk.sides}
          wide
          value={shown}
          choices={[
            { value: 'floor', label: words.desk.floorTab(waitingOf(floor).length) },
            { value: 'question', label: words.question.tab(waitingQuestions(questions).length) }
          ]}
          onPick={setShown}
        />
      </div>
      {shown === 'floor' ? <Floor {...props} /> : <Asked {...props} />}
    </>
  )
}

/** Who speaks and who wants to. */
export function Floor({ meeting, view }: Props) {
  const { me } = useSession()
  const exportDialog = useStatisticsExport(view)
  const { record, standing, items } = view
  return (
    <FloorDrawer
      meeting={meeting}
      standing={standing}
      me={me.user.id}
      title={view.particulars.title}
      floor={record.floor}
      rules={record.floorRules}
      open={record.registration.floor}
      questions={record.questions}
      exportDialog={exportDialog}
      participants={record.participants}
      items={items}
      on={record.course.item}
    />
  )
}

/** Who asks whom. */
export function Asked({ meeting, view }: Props) {
  const { me } = useSession()
  const { record, standing } = view
  return (
    <QuestionPanel
      meeting={meeting}
      standing={standing}
      me={me.user.id}
      questions={record.questions}
      open={record.registration.questions}
      participants={record.participants}
    />
  )
}
