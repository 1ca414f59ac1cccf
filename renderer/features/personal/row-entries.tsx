import {
  IconArrowBarToRight,
  IconBook2,
  IconCloudDown,
  IconCloudOff,
  IconFolderMinus,
  IconFolderSymlink,
  IconPencil,
  IconTrash,
  IconUserMinus,
  IconUserPlus
} from '@tabler/icons-react'
import type { PaperId } from '#core/ids.ts'
import { placeOf, type Shelf } from '#core/personal/shelf.ts'
import { useSession } from '../../session/session.ts'
import type { KeptState } from '../../sync/papers-kept.ts'
import { goTo, type MenuEntry, useText } from '../../ui/index.ts'
import type { Asking } from './personal-screen.tsx'
import type { Row } from './rows.ts'
import type { PersonalDeeds } from './use-personal-command.ts'

/** What can be done with each line, as the entries of its menu. */
export function useRowEntries(how: {
  readonly deeds: PersonalDeeds
  readonly shelf: Shelf
  readonly kept: KeptState
  /** There is a meeting into which papers can be brought. */
  readonly bringable: boolean
  readonly onAsk: (asking: Asking) => void
}): (row: Row) => readonly MenuEntry[] {
  const t = useText().personal
  const { kept: keeper } = useSession()
  const { deeds, shelf, kept, onAsk } = how
  const open = (paper: PaperId): MenuEntry => ({
    key: 'open',
    label: t.open,
    icon: <IconBook2 />,
    onPick: () => goTo({ kind: 'documents', folder: null, shared: false, paper })
  })
  const keep = (paper: PaperId): MenuEntry =>
    kept.chosen.has(paper)
      ? { key: 'keep', label: t.unkeep, icon: <IconCloudOff />, onPick: () => keeper.choose(paper, false) }
      : { key: 'keep', label: t.keep, icon: <IconCloudDown />, onPick: () => keeper.choose(paper, true) }
  return row => {
    if (row.kind === 'folder') {
      const { folder } = row
      const within = {
        papers: [...shelf.papers.values()].filter(one => one.folder === folder.folder && one.removedAt === null).map(({ paper }) => paper),
        folders: [...shelf.folders.values()].filter(({ parent }) => parent === folder.folder).map(one => one.folder)
      }
      const { parent, name } = folder
      return [
        { key: 'rename', label: t.rename, icon: <IconPencil />, onPick: () => onAsk({ kind: 'rename-folder', folder }) },
        { key: 'move', label: t.move, icon: <IconFolderSymlink />, onPick: () => onAsk({ kind: 'move-folder', folder }) },
        {
          key: 'remove',
          label: t.removeFolder,
          icon: <IconFolderMinus />,
          danger: true,
          onPick: () =>
            void deeds.act({ kind: 'remove-folder', folder: folder.folder }, t.folderRemoved, [
              { kind: 'add-folder', folder: folder.folder, parent: placeOf(shelf.folders, parent), name },
              { kind: 'move', ...within, to: folder.folder }
            ])
        }
      ]
    }
    if (row.kind === 'shared') {
      const { paper } = row.shared
      return [
        open(paper),
        keep(paper),
        {
          key: 'leave',
          label: t.leave,
          icon: <IconUserMinus />,
          danger: true,
          onPick: () => void deeds.act({ kind: 'leave', paper }, t.left)
        }
      ]
    }
    const { paper } = row
    const bring: MenuEntry = { key: 'bring', label: t.bring, icon: <IconArrowBarToRight />, onPick: () => onAsk({ kind: 'bring', paper }) }
    return [
      open(paper.paper),
      { key: 'share', label: t.share, icon: <IconUserPlus />, onPick: () => onAsk({ kind: 'share', paper }) },
      { key: 'rename', label: t.rename, icon: <IconPencil />, onPick: () => onAsk({ kind: 'rename', paper }) },
      { key: 'move', label: t.move, icon: <IconFolderSymlink />, onPick: () => onAsk({ kind: 'move', paper }) },
      ...(how.bringable ? [bring] : []),
      keep(paper.paper),
      {
        key: 'remove',
        label: t.remove,
        icon: <IconTrash />,
        danger: true,
        onPick: () =>
          void deeds.act({ kind: 'remove', papers: [paper.paper] }, t.removed(1), [{ kind: 'bring-back', papers: [paper.paper] }])
      }
    ]
  }
}
