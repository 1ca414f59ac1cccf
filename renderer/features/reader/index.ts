export type { PageFrame } from './page-view.tsx'
export { Reader, type ReaderHandle, type ReaderProps } from './reader.tsx'
