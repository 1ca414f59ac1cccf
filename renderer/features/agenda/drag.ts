import {
  type CollisionDetection,
  closestCenter,
  type DragEndEvent,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  pointerWithin
} from '@dnd-kit/core'
import type { DropSide } from '#core/agenda/slots.ts'
import type { AgendaItemId } from '#core/ids.ts'

/** Where something can be dropped: a side of an item, or what another feature says of its own zone. */
export interface DropZone {
  readonly kind: 'agenda-zone'
  readonly item: AgendaItemId
  readonly side: DropSide
}
/** What is dragged here: an item. Other features drag their own kinds over the same zones. */
export interface DraggedItem {
  readonly kind: 'agenda-item'
  readonly item: AgendaItemId
}

export const zoneId = (item: AgendaItemId, side: DropSide): string => `zone:${item}:${side}`
export const asZone = (data: unknown): DropZone | null =>
  typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'agenda-zone' ? (data as DropZone) : null
export const asDraggedItem = (data: unknown): DraggedItem | null =>
  typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === 'agenda-item' ? (data as DraggedItem) : null

/** Under the pointer; with the keyboard, the zone whose middle is nearest. */
export const zoneUnder: CollisionDetection = args => (args.pointerCoordinates ? pointerWithin(args) : closestCenter(args))

/** Arrow keys go from zone to zone as they lie on the screen. */
export const nextZone: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const direction = event.code === KeyboardCode.Down ? 1 : event.code === KeyboardCode.Up ? -1 : 0
  const rect = context.collisionRect
  if (direction === 0 || !rect) return
  event.preventDefault()
  const middle = rect.top + rect.height / 2
  const zones = context.droppableContainers
    .getEnabled()
    .map(zone => ({ zone, at: context.droppableRects.get(zone.id) }))
    .flatMap(({ zone, at }) => (at ? [{ zone, middle: at.top + at.height / 2 }] : []))
    .sort((a, b) => a.middle - b.middle)
  const over = zones.findIndex(({ zone }) => zone.id === context.over?.id)
  const next = over >= 0 ? zones[over + direction] : zones.find(zone => (direction > 0 ? zone.middle > middle : zone.middle < middle))
  return next ? { x: currentCoordinates.x, y: currentCoordinates.y + next.middle - middle } : undefined
}

export type Dropped = Pick<DragEndEvent, 'active' | 'over'>
