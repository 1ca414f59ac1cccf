export { SimpleBar } from './simple-bar.tsx'
export { useCurrentItem } from './use-current-item.ts'
