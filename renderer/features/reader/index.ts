export { type OpenApart, useOpenApart } from './open-apart.ts'
export type { PageFrame } from './page-view.tsx'
export { PaperWorkersProvider, useWarmPaperWorker } from './paper-workers-context.tsx'
export { Reader, type ReaderHandle, type ReaderProps } from './reader.tsx'
