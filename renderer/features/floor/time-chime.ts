import { type Floor, speakerOf, spokenMs } from '#core/floor/floor.ts'
import { isJustOver } from '#core/floor/rules.ts'
import { useChime } from '../../ui/chime.ts'
import { useSecond } from '../../ui/second.ts'

/** [C7] The soft sound when somebody's time is over; draws nothing, so that the screen around it is not drawn every second. */
export function TimeChime(props: { readonly floor: Floor; readonly on: boolean }): null {
  const speaker = speakerOf(props.floor)
  const limited = speaker !== null && speaker.minutes > 0
  const now = useSecond(limited)
  const isOver = limited && isJustOver(speaker.minutes, spokenMs(speaker, now), speaker.spentMs)
  useChime(isOver ? speaker.speech : null, props.on)
  return null
}
