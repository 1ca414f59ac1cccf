export { MeetingActs } from './acts.tsx'
export { type DrawerKind, MeetingFrame } from './frame.tsx'
export { ParticularsForm, ParticularsView } from './particulars.tsx'
export { dayOf, spanOf } from './when.ts'
