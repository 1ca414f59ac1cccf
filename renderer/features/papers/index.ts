export { DeclareDialog, type PaperHome } from './dialogs.tsx'
export { FileDrop } from './file-drop.tsx'
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
export { titleFromFileName } from './title-from-file.ts'
export { UploadPanel } from './upload-panel.tsx'
export { UploadsProvider, useUploads, useUploadsRunning } from './uploads-provider.tsx'
