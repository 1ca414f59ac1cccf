import { localMoment } from '#core/time/local-time.ts'

const two = (number: number): string => String(number).padStart(2, '0')

/** "08:30:05": events of one minute stand in their order. */
export function stampTime(instant: string): string {
  const at = localMoment(instant)
  return at ? `${two(at.hour)}:${two(at.minute)}:${instant.slice(17, 19)}` : ''
}
