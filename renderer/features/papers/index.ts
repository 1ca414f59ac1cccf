export type { PaperHome } from './dialogs.tsx'
export { PaperActsProvider, usePaperActs } from './paper-acts.tsx'
export {
  AddPaperLine,
  asDraggedPaper,
  GeneralPaperLinks,
  GeneralZone,
  ItemDrop,
  ItemPapers,
  PaperLinks,
  PapersCard
} from './paper-list.tsx'
export { UploadPanel } from './upload-panel.tsx'
export { UploadsProvider, useUploadsRunning } from './uploads-provider.tsx'
