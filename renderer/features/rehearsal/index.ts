export { RehearsalBanner } from './rehearsal-banner.tsx'
export { StartRehearsal } from './start-rehearsal.tsx'
