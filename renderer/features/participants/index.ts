export { AddParticipantsDialog } from './add-dialog.tsx'
export { AttendanceSummary } from './attendance-summary.tsx'
export { CheckInButton, MyAttendance } from './check-in.tsx'
export { PeopleDrawer } from './people-drawer.tsx'
