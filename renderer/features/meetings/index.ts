export { MeetingsScreen } from './meetings.tsx'
