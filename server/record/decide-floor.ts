import { mayInMeeting } from '#core/access/access.ts'
import { askedEnough, type Speech, speakerOf, waitsAlready, withMoved } from '#core/floor/floor.ts'
import type { SpeechId, UserId } from '#core/ids.ts'
import { canonicalJson } from '#core/record/chain.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'

export type FloorCommand = Extract<
  MeetingCommand,
  {
    readonly kind:
      | 'ask-to-speak'
      | 'withdraw-speech'
      | 'put-speech-first'
      | 'move-speech'
      | 'hold-speech'
      | 'call-speaker'
      | 'end-speech'
      | 'set-floor-rules'
      | 'set-registration'
  }
>

/** [C9] Waits, or was stopped and waits to go on. */
const isStillToSpeak = ({ state }: Speech): boolean => state === 'waiting' || state === 'held'

/** [C9] Said of one that was stopped before. */
const restOf = ({ state }: Speech): { readonly rest?: true } => (state === 'held' ? { rest: true } : {})

/** Somebody speaks, and is the one who was on the screen of whoever pressed; `seen` undefined: whoever it is. */
const isMeant = (speaker: Speech | null, seen: SpeechId | undefined): boolean =>
  speaker !== null && (seen === undefined || seen === speaker.speech)

/** [C1] [C2] [C3] [C9] What a command about the floor comes to; whoever leads acts for others as well. */
export function decideFloor(before: RecordProjection, command: FloorCommand, actor: UserId): Result<readonly RecordFact[], Reason> {
  const { floor, state } = before
  const role = before.participants.get(actor)?.role ?? null
  // Before the meeting is on, whoever will lead it already keeps the list.
  const leads = mayInMeeting({ role, state }, 'lead-floor') || mayInMeeting({ role, state }, 'note-attendance')
  switch (command.kind) {
    case 'ask-to-speak': {
      const { speech, user, subject, item, as = 'discussion' } = command
      if (user !== actor && !leads) return fail('no-right')
      if (!before.participants.has(user)) return fail('not-found')
      if (floor.has(speech)) return fail('conflict')
      if (waitsAlready(floor, user)) return ok([])
      if (!leads && !before.registration.floor && as !== 'order') return fail('list-closed')
      if (!leads && askedEnough(floor, user)) return fail('too-often')
      return ok([{ kind: 'speech-requested', speech, user, subject, item, ...(as === 'discussion' ? {} : { as }) }])
    }
    case 'withdraw-speech': {
      const known = floor.get(command.speech)
      if (!known) return fail('not-found')
      if (known.user !== actor && !leads) return fail('no-right')
      if (known.state === 'withdrawn') return ok([])
      if (!isStillToSpeak(known)) return fail('conflict')
      return ok([{ kind: 'speech-withdrawn', speech: known.speech, ...restOf(known) }])
    }
    case 'put-speech-first': {
      const known = floor.get(command.speech)
      if (!known) return fail('not-found')
      return known.state === 'waiting' ? ok([{ kind: 'speech-put-first', speech: known.speech }]) : fail('conflict')
    }
    case 'move-speech': {
      const { speech, before: next } = command
      const [known, follower] = [floor.get(speech), next === null ? null : floor.get(next)]
      if (!known || follower === undefined) return fail('not-found')
      if (known.state !== 'waiting' || (follower && follower.state !== 'waiting')) return fail('conflict')
      // [C5] Points of order have an order of their own: what the record says of who stands before whom is so.
      if (follower && (follower.as === 'order') !== (known.as === 'order')) return fail('conflict')
      const same = canonicalJson([...withMoved(floor, speech, next).values()]) === canonicalJson([...floor.values()])
      return ok(same ? [] : [{ kind: 'speech-moved', speech, before: next }])
    }
    case 'hold-speech':
      return ok(isMeant(speakerOf(floor), command.speech) ? [{ kind: 'speech-held' }] : [])
    case 'call-speaker': {
      const known = floor.get(command.speech)
      if (!known) return fail('not-found')
      if (known.state === 'speaking') return ok([])
      if (before.course.suspended) return fail('suspended')
      // Two who lead at once: the second does not cut off whom the first has just called.
      if (command.instead !== undefined && command.instead !== (speakerOf(floor)?.speech ?? null)) return fail('conflict')
      if (!isStillToSpeak(known)) return fail('conflict')
      return ok([{ kind: 'speaker-called', speech: known.speech, minutes: command.minutes, ...restOf(known) }])
    }
    case 'set-floor-rules': {
      const { minutes, warnSeconds } = command
      const same = canonicalJson(before.floorRules) === canonicalJson({ minutes, warnSeconds })
      return ok(same ? [] : [{ kind: 'floor-rules-set', minutes, warnSeconds }])
    }
    case 'set-registration': {
      const { list, open } = command
      return ok(before.registration[list] === open ? [] : [{ kind: 'registration-set', list, open }])
    }
    case 'end-speech':
      return ok(isMeant(speakerOf(floor), command.speech) ? [{ kind: 'speech-ended' }] : [])
    default:
      return assertNever(command)
  }
}
