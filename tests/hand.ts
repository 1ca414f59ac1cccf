import type { Page } from '@playwright/test'
import { sheet } from './screen.ts'

/** A place on page 1, in parts of the page. */
export type Part = readonly [x: number, y: number]

/** A hand with a pen and fingers: events as the browser gets them from a digitiser. */
export interface Hand {
  /** Draws with the pen through these places; `button` right: its side button is held. */
  readonly pen: (through: readonly Part[], how?: { readonly force?: number; readonly button?: 'left' | 'right' }) => Promise<void>
  /** Fingers come down at the first places and are moved through the others, one list for each finger. */
  readonly fingers: (paths: readonly (readonly Part[])[], holdMs?: number) => Promise<void>
  readonly mouse: (through: readonly Part[], shift?: boolean) => Promise<void>
  readonly at: (part: Part) => Promise<readonly [number, number]>
}

const between = ([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], part: number): readonly [number, number] => [
  ax + (bx - ax) * part,
  ay + (by - ay) * part
]

export async function newHand(page: Page): Promise<Hand> {
  const session = await page.context().newCDPSession(page)
  const at = async ([x, y]: Part): Promise<readonly [number, number]> => {
    const box = await sheet(page, 1).boundingBox()
    if (!box) throw new Error('page 1 is not on the screen')
    return [box.x + box.width * x, box.y + box.height * y]
  }
  const along = async (through: readonly Part[], move: (x: number, y: number) => Promise<void>): Promise<void> => {
    const places = await Promise.all(through.map(at))
    for (const [i, to] of places.entries()) {
      const from = places[i - 1]
      if (!from) continue
      for (let step = 1; step <= 8; step++) await move(...between(from, to, step / 8))
    }
  }
  return {
    at,
    pen: async (through, { force = 0.6, button = 'left' } = {}) => {
      const [first, last] = [through[0], through.at(-1)]
      if (!first || !last) return
      const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
        session.send('Input.dispatchMouseEvent', {
          type,
          x,
          y,
          button,
          buttons: type === 'mouseReleased' ? 0 : button === 'left' ? 1 : 2,
          clickCount: 1,
          pointerType: 'pen',
          force
        })
      await send('mousePressed', ...(await at(first)))
      await along(through, async (x, y) => void (await send('mouseMoved', x, y)))
      await send('mouseReleased', ...(await at(last)))
    },
    fingers: async (paths, holdMs = 0) => {
      const places = await Promise.all(paths.map(path => Promise.all(path.map(at))))
      const points = (step: number) => places.map((path, id) => ({ id, x: path[step]?.[0] ?? 0, y: path[step]?.[1] ?? 0 }))
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) })
      // The gesture itself: a finger that rests.
      if (holdMs > 0) await page.waitForTimeout(holdMs)
      for (let step = 1; step < (places[0]?.length ?? 0); step++)
        await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step) })
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    },
    mouse: async (through, shift = false) => {
      const first = through[0]
      if (!first) return
      await page.mouse.move(...(await at(first)))
      await page.mouse.down()
      if (shift) await page.keyboard.down('Shift')
      await along(through, (x, y) => page.mouse.move(x, y))
      await page.mouse.up()
      if (shift) await page.keyboard.up('Shift')
    }
  }
}
