import { access } from './access.ts'
import { app } from './app.ts'
import { attendance } from './attendance.ts'
import { changes } from './changes.ts'
import { command } from './command.ts'
import { course } from './course.ts'
import { desk } from './desk.ts'
import { desktop } from './desktop.ts'
import { exporting } from './exporting.ts'
import { finding } from './finding.ts'
import { floor } from './floor.ts'
import { marking } from './marking.ts'
import { meeting } from './meeting.ts'
import { personal } from './personal.ts'
import { pin } from './pin.ts'
import { question } from './question.ts'
import { reader } from './reader.ts'
import { readerView } from './reader-view.ts'
import { reasons } from './reasons.ts'
import { record } from './record.ts'
import { rehearsal } from './rehearsal.ts'
import { notebook, remarks } from './remarks.ts'
import { reminder } from './reminder.ts'
import { screen } from './screen.ts'
import { seating } from './seating.ts'
import { secretBallot } from './secret-ballot.ts'
import { site } from './site.ts'
import { takingPart } from './taking-part.ts'
import { video } from './video.ts'
import { vote } from './vote.ts'
import { voteRules } from './vote-rules.ts'

export const vi = {
  access,
  app,
  attendance,
  changes,
  command,
  course,
  desk,
  desktop,
  exporting,
  floor,
  finding,
  marking,
  meeting,
  notebook,
  personal,
  pin,
  question,
  reader,
  readerView,
  reasons,
  record,
  rehearsal,
  remarks,
  reminder,
  secretBallot,
  seating,
  takingPart,
  screen,
  video,
  vote,
  voteRules,
  site
}
