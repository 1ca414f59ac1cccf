export { RehearsalBanner } from './rehearsal-banner.tsx'
export { RehearsalsNow } from './rehearsals-now.tsx'
export { StartRehearsal } from './start-rehearsal.tsx'
