export { AddParticipantsDialog } from './add-dialog.tsx'
export { PeopleDrawer } from './people-drawer.tsx'
