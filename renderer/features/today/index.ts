export { TodayScreen } from './today.tsx'
