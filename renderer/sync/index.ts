export {
  type RoomView,
  type SharedDoc,
  type SharedText,
  type Undo,
  useEachRoom,
  useRoom,
  useRoomState,
  useRoomValue,
  useUndo
} from './hooks.ts'
export { SaveBanner } from './save-banner.tsx'
export { SaveStatus } from './save-status.tsx'
export { SetAsideNotice } from './set-aside-notice.tsx'
export { SharedTextArea, SharedTextInput, type SharedTextProps, SharedTitle } from './shared-text.tsx'
