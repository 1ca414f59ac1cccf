export {
  type RoomView,
  type SharedDoc,
  type SharedText,
  type Undo,
  useRoom,
  useRoomState,
  useRoomValue,
  useSaveState,
  useSetAside,
  useUndo
} from './hooks.ts'
export { SharedTextArea, SharedTextInput, type SharedTextProps } from './shared-text.tsx'
