import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#protocol/desktop-api.ts'
import { vi } from '#text/index.ts'

const text = vi.desktop.menu

/** The native menu; what it does to the meeting is done by the page, which hears the command. */
export function appMenu(send: (command: MenuCommand) => void, platform: NodeJS.Platform = process.platform): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    click: () => send(name),
    ...(accelerator !== undefined && { accelerator })
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const macOnly: MenuItemConstructorOptions[] = [
    { role: 'hide', label: text.hide },
    { role: 'hideOthers', label: text.hideOthers },
    { role: 'unhide', label: text.showAll },
    line
  ]
  return [
    {
      label: text.app,
      submenu: [
        command(text.settings, 'settings', 'CmdOrCtrl+,'),
        command(text.signOut, 'sign-out'),
        line,
        ...(platform === 'darwin' ? macOnly : []),
        { role: 'quit', label: text.quit }
      ]
    },
    {
      label: text.edit,
      submenu: [
        { role: 'undo', label: text.undo },
        { role: 'redo', label: text.redo },
        line,
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
        line,
        command(text.search, 'search', 'CmdOrCtrl+K')
      ]
    },
    {
      label: text.view,
      submenu: [
        command(text.zoomIn, 'zoom-in', 'CmdOrCtrl+Plus'),
        command(text.zoomOut, 'zoom-out', 'CmdOrCtrl+-'),
        command(text.zoomReset, 'zoom-reset', 'CmdOrCtrl+0'),
        line,
        { role: 'togglefullscreen', label: text.fullScreen }
      ]
    },
    { role: 'help', label: text.help, submenu: [command(text.guide, 'help', 'F1')] }
  ]
}

/** Puts the menu up for all windows. */
export function showMenu(send: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(send)))
}
