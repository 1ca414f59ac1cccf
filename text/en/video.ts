import type { Text } from '../index.ts'

export const video: Text['video'] = {
  beside: 'Open beside the papers',
  besideHint: 'Camera and microphone are asked for only after this button.',
  title: 'Video meeting',
  frame: host => `Video meeting at ${host}`,
  small: 'Make small',
  large: 'Make large',
  outside: 'Open in the browser',
  leave: 'Leave the video meeting',
  left: 'You left the video meeting. The meeting on this computer goes on.',
  asking: 'Opening the video meeting…',
  silent: 'The video meeting does not answer. Papers, speeches and votes on this computer are not touched by it.',
  refused: why => `The video meeting could not be opened here. ${why} Papers, speeches and votes are not touched by it.`,
  notFramed: 'This server may not be shown beside the papers; please open it in the browser.',
  call: phone => `Call ${phone}`
}
