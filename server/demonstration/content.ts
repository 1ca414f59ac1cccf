import { z } from 'zod'
import { type AgendaItemId, idPattern, type MeetingId, type PaperId, type UnitId, type UserId, type VersionId } from '#core/ids.ts'
import { meetingForms, meetingRoles, meetingStates, meetingTypes } from '#core/meeting/meeting.ts'
import { unitRoles } from '#core/organisation/organisation.ts'

const id = <T extends string>() =>
  z
    .string()
    .regex(idPattern)
    .transform(value => value as T)

/** resources/demonstration/demonstration.json: an invented commune, its people and three meetings. Days count from the day it is first started. */
export const demonstrationContent = z.object({
  password: z.string(),
  units: z.array(z.object({ id: id<UnitId>(), parent: id<UnitId>().nullable(), name: z.string(), shortName: z.string() })),
  users: z.array(
    z.object({
      id: id<UserId>(),
      account: z.string(),
      name: z.string(),
      title: z.string(),
      unit: id<UnitId>(),
      role: z.enum(unitRoles),
      /** What the person is for in the demonstration. */
      label: z.string()
    })
  ),
  meetings: z.array(
    z.object({
      id: id<MeetingId>(),
      unit: id<UnitId>(),
      /** `{thang}` and `{nam}` stand for month and year of the meeting. */
      title: z.string(),
      place: z.string(),
      note: z.string(),
      type: z.enum(meetingTypes),
      form: z.enum(meetingForms),
      startsInDays: z.number().int(),
      startTime: z.string().regex(/^\d\d:\d\d$/),
      durationMinutes: z.number().int().positive(),
      state: z.enum(meetingStates),
      secretary: id<UserId>(),
      participants: z.array(z.object({ user: id<UserId>(), role: z.enum(meetingRoles) })),
      agenda: z.array(
        z.object({
          id: id<AgendaItemId>(),
          parent: id<AgendaItemId>().nullable(),
          title: z.string(),
          minutes: z.number(),
          leadUnit: z.string(),
          presenter: id<UserId>().optional()
        })
      ),
      papers: z.array(
        z.object({ id: id<PaperId>(), version: id<VersionId>(), title: z.string(), item: id<AgendaItemId>().nullable(), file: z.string() })
      )
    })
  )
})
export type DemonstrationContent = z.output<typeof demonstrationContent>
export type DemonstrationMeeting = DemonstrationContent['meetings'][number]
