import type { PageRect } from '#core/mark/mark.ts'

/** Colours of the night: paper and text at their darkest and lightest. 12:1 between them. */
const paper = [30, 32, 33] as const
const text = [226, 223, 216] as const
/** What is left of the light of a scan: its black stays black, its white becomes this. */
const dimmed = 'rgb(172 167 156)'

/**
 * [E8] Makes dark paper with light text of a page that was drawn on white; hues stay. Pictures (in pixels of the canvas) are put
 * back as they were; a scan is only dimmed.
 */
export function darken(canvas: HTMLCanvasElement, pictures: readonly PageRect[], scan: boolean): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  if (scan) fill(context, 'multiply', dimmed)
  else {
    const kept = pictures.map(rect => pieceOf(canvas, rect))
    context.globalCompositeOperation = 'copy'
    context.filter = 'invert(1) hue-rotate(180deg)'
    context.drawImage(canvas, 0, 0)
    context.filter = 'none'
    const [r, g, b] = paper
    fill(context, 'multiply', `rgb(${text[0] - r} ${text[1] - g} ${text[2] - b})`)
    fill(context, 'lighter', `rgb(${r} ${g} ${b})`)
    context.globalCompositeOperation = 'source-over'
    for (const piece of kept) {
      if (!piece) continue
      context.drawImage(piece.canvas, piece.x, piece.y)
      piece.canvas.width = 0
      piece.canvas.height = 0
    }
  }
  context.restore()
}

function fill(context: CanvasRenderingContext2D, how: GlobalCompositeOperation, colour: string): void {
  context.globalCompositeOperation = how
  context.fillStyle = colour
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
}

function pieceOf(from: HTMLCanvasElement, rect: PageRect): { canvas: HTMLCanvasElement; x: number; y: number } | null {
  const [x, y] = [Math.max(0, Math.round(rect.x)), Math.max(0, Math.round(rect.y))]
  const width = Math.min(from.width, Math.round(rect.x + rect.width)) - x
  const height = Math.min(from.height, Math.round(rect.y + rect.height)) - y
  if (width < 1 || height < 1) return null
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(from, x, y, width, height, 0, 0, width, height)
  return { canvas, x, y }
}
