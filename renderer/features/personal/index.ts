export { PersonalScreen, type PickPeople } from './personal-screen.tsx'
export { useMyPapers } from './use-shelf.ts'
