export { BigScreen } from './big-screen.tsx'
export { ScreenLink } from './screen-link.ts'
