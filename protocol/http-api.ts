import { z } from 'zod'
import { maxConclusionLength } from '#core/agenda/conclusion.ts'
import { attendancePlaces, attendanceStates, quorumShares } from '#core/attendance/attendance.ts'
import { registrationLists, speechKinds } from '#core/floor/rules.ts'
import {
  type AgendaItemId,
  type CommandId,
  idPattern,
  type MeetingId,
  type OpenSessionId,
  type PaperId,
  type QuestionId,
  type ScreenId,
  type SiteId,
  type SpeechId,
  type UnitId,
  type UploadId,
  type UserId,
  type VersionId,
  type VoteId
} from '#core/ids.ts'
import { meetingForms, meetingRoles, meetingStates, meetingTypes } from '#core/meeting/meeting.ts'
import { unitRoles } from '#core/organisation/organisation.ts'
import { type FileHash, hashPattern, maxPaperBytes, maxTitleLength, secrecyGrades } from '#core/paper/paper.ts'
import { maxVideoLink, parseVideoLink } from '#core/site/video-link.ts'
import { plainLine, plainText, wholeText } from '#core/text/plain.ts'
import { voteChoices, voteOptionSets } from '#core/vote/options.ts'
import { saltPattern } from '#core/vote/tally.ts'
import { tieRules, voteBases, voteForms } from '#core/vote/vote.ts'
import { ownOptionsShape } from './vote-api.ts'

/**
 * Long because it is one wire: what is sent and answered stands together.
 * The HTTP wire between renderer and server: shapes and paths. A field is added, never given another meaning.
 * Session: cookie `hopso_session` in a browser, `Authorization: Bearer <token>` elsewhere.
 * Every refusal is `{error: Reason, detail?}`; the sentence for the person is in text/.
 * [S9] The number grows when there is something that clients of before do not understand. 2: votes with options the house wrote.
 */
export const apiVersion = 2

export const idSchema = <T extends string>() =>
  z
    .string()
    .regex(idPattern)
    .transform(value => value as T)
/** [T6] A name or title that people read, also in the record. */
export const line = () => z.string().overwrite(plainLine)
export const instant = z.iso.datetime({ offset: true })
/** [SI3] '' or a video link in its one form; whether its server is allowed is for the server to say. */
const videoLinkText = z
  .string()
  .max(maxVideoLink)
  .refine(text => text.trim() === '' || parseVideoLink(text) !== null)
  .transform(text => parseVideoLink(text)?.address ?? '')

/** What a command about votes can be refused for, beside what any command can. */
export const voteReasons = [
  'vote-open',
  'vote-closed',
  'not-on-roll',
  'no-voters',
  'ballot-changed',
  'voted-already',
  'same-person',
  'paper-differs',
  'ballots-damaged',
  'too-few-voters',
  'too-few-ballots',
  'ballot-given',
  'box-lost',
  'paper-not-counted',
  'too-many-paper-ballots',
  'result-tells-choices',
  'paper-count-differs'
] as const
/** Everything a request can be refused for. */
export const reasons = [
  'no-session',
  'wrong-password',
  'password-was-reset',
  'account-locked',
  'too-many-attempts',
  'password-must-change',
  'weak-password',
  'no-right',
  'not-found',
  'malformed',
  'conflict',
  'account-taken',
  'meeting-ended',
  'no-participants',
  'no-quorum',
  'too-often',
  'too-many-questions',
  'list-closed',
  'suspended',
  'ballot-settled',
  'too-many-rehearsals',
  'wrong-code',
  'late-code',
  'wrong-pin',
  'weak-pin',
  'pin-locked',
  'code-needed',
  'link-not-allowed',
  'too-large',
  'wrong-offset',
  'hash-mismatch',
  'not-a-pdf',
  'damaged-pdf',
  'encrypted-pdf',
  'secret-document',
  'uploads-too-large',
  'disk-full',
  'record-damaged',
  ...voteReasons,
  'ballot-refused',
  'paper-damaged',
  'too-many-remarks',
  'folder-too-deep',
  'shelf-crowded',
  'shelf-full',
  'shelf-damaged',
  'foreign-origin',
  'foreign-host',
  'too-many-requests',
  'internal'
] as const
export type Reason = (typeof reasons)[number]
export const refusal = z.object({ error: z.enum(reasons), detail: z.string().optional() })
export type Refusal = z.infer<typeof refusal>

export const unitShape = z.object({
  id: idSchema<UnitId>(),
  parent: idSchema<UnitId>().nullable(),
  name: z.string(),
  shortName: z.string()
})
export const userShape = z.object({
  id: idSchema<UserId>(),
  account: z.string(),
  name: z.string(),
  title: z.string(),
  unit: idSchema<UnitId>(),
  unitName: z.string(),
  role: z.enum(unitRoles),
  locked: z.boolean()
})
export type UserShape = z.infer<typeof userShape>

/** GET /api/server — no session needed. `server` names this data folder for ever; clients name their local stores by it. */
export const serverShape = z.object({
  server: z.string(),
  product: z.literal('hopso'),
  apiVersion: z.number(),
  version: z.string(),
  organisation: z.string(),
  /** What the server's clock says as it answers; a server of an earlier release says nothing. */
  time: instant.optional()
})
export type ServerShape = z.infer<typeof serverShape>

/** POST /api/sessions → 201 sessionShape. GET /api/session → meShape. DELETE /api/session → 204. */
export const signInRequest = z.object({
  account: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
  /** A secret this device made for itself; by it the server knows the person's own devices again. */
  device: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
})
/** [H7] Somebody else set the password, and the person has not yet said that it was wanted. */
export const passwordResetShape = z.object({
  at: instant,
  /** Name of who did. */
  by: z.string(),
  /** Until when this session reads nothing private; null when it does. */
  privateFrom: instant.nullable()
})
export const meShape = z.object({
  user: userShape,
  unit: unitShape,
  /** From the unit up to the root, names only. */
  unitPath: z.array(z.string()),
  /** Units below and including my own that my unit role reaches; for the unit picker. */
  units: z.array(unitShape),
  mustChangePassword: z.boolean(),
  passwordReset: passwordResetShape.nullable().optional()
})
export type Me = z.infer<typeof meShape>
export const sessionShape = meShape.extend({ token: z.string(), idleMinutes: z.number(), expiresAt: instant })
export type SessionShape = z.infer<typeof sessionShape>
/** What a person recognises a session by; nothing finer is kept. */
export const deviceApps = ['hopso', 'coccoc', 'edge', 'firefox', 'chrome', 'safari', 'other'] as const
export const deviceSystems = ['windows', 'macos', 'linux', 'android', 'ios', 'other'] as const
export interface DeviceKind {
  readonly app: (typeof deviceApps)[number]
  readonly system: (typeof deviceSystems)[number]
}
/** One session that is still alive. `session` names it in lists and is no secret; `network` is the address without its last part, '' if unknown. */
export const openSessionShape = z.object({
  session: idSchema<OpenSessionId>(),
  app: z.enum(deviceApps),
  system: z.enum(deviceSystems),
  network: z.string(),
  since: instant,
  lastSeen: instant,
  current: z.boolean()
})
export type OpenSession = z.infer<typeof openSessionShape>
/** GET /api/sessions → my sessions, newest first. DELETE /api/sessions/:session → 204. DELETE /api/session/others → 204. */
export const openSessionsShape = z.object({ sessions: z.array(openSessionShape) })
/** GET /api/administration/sessions → who is signed in where, of the people I manage. DELETE /api/administration/sessions/:session → 204. */
export const signedInShape = z.object({
  sessions: z.array(openSessionShape.extend({ user: idSchema<UserId>(), name: z.string(), unitName: z.string() }))
})
export type SignedIn = z.infer<typeof signedInShape>['sessions'][number]
/** PUT /api/password → 204. */
export const passwordRequest = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) })
/** 8 at least; three of: lower, upper, digit, sign; not the account name. */
export const minPasswordLength = 8

/** GET /api/users → {users}. POST /api/users → 201. PATCH /api/users/:user → 200. */
export const usersShape = z.object({ users: z.array(userShape), units: z.array(unitShape) })
export const newUserRequest = z.object({
  id: idSchema<UserId>(),
  account: z
    .string()
    .trim()
    .min(3)
    .max(100)
    .regex(/^[a-z0-9._-]+$/),
  name: line().min(1).max(100),
  title: line().max(150),
  unit: idSchema<UnitId>(),
  role: z.enum(unitRoles),
  password: z.string().min(1).max(200)
})
export const userChangeRequest = z.object({
  name: line().min(1).max(100).optional(),
  title: line().max(150).optional(),
  unit: idSchema<UnitId>().optional(),
  role: z.enum(unitRoles).optional(),
  locked: z.boolean().optional(),
  /** Sets a new first password, to be changed at the next sign-in. */
  password: z.string().min(1).max(200).optional()
})

/** POST /api/meetings → 201 {meeting, seq}. The same id and command again → 200 with the same body. Who makes it is its first secretary. */
export const newMeetingRequest = z.object({
  id: idSchema<CommandId>(),
  meeting: idSchema<MeetingId>(),
  unit: idSchema<UnitId>(),
  title: line().min(1).max(maxTitleLength),
  place: line().max(300).default(''),
  note: z.string().overwrite(plainText).max(5000).default(''),
  type: z.enum(meetingTypes).default('session'),
  form: z.enum(meetingForms).default('inPerson'),
  startsAt: instant,
  endsAt: instant
})
export type NewMeetingRequest = z.input<typeof newMeetingRequest>

/** GET /api/meetings → {meetings}: those I may see, as in my inbox room. */
export const summaryShape = z.object({
  meeting: idSchema<MeetingId>(),
  unit: idSchema<UnitId>(),
  unitName: z.string(),
  title: z.string(),
  place: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  type: z.enum(meetingTypes),
  form: z.enum(meetingForms),
  state: z.enum(meetingStates),
  role: z.enum(meetingRoles),
  chairName: z.string(),
  paperCount: z.number(),
  participantCount: z.number()
})
export const meetingsShape = z.object({ meetings: z.array(summaryShape) })

/** [VT3] A choice as a device sends it; the salt is the device's own, so that it knows its ballot again in the record. */
const ballotFields = {
  choice: z.enum(voteChoices),
  /** The other opinion in words. */
  text: z.string().overwrite(plainText).max(2000).default(''),
  salt: z.string().regex(saltPattern)
}
const speechMinutes = z.number().int().min(0).max(240)

const ballotCounts = z.partialRecord(z.enum(voteChoices), z.number().int().min(0).max(10_000))

/** POST /api/meetings/:meeting/commands → 200 {seq}: number of the event that records it. The same id again has no further effect. */
export const meetingCommand = z.discriminatedUnion('kind', [
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('add-participants'),
    participants: z
      .array(z.object({ user: idSchema<UserId>(), role: z.enum(meetingRoles) }))
      .min(1)
      .max(500)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('change-role'), user: idSchema<UserId>(), role: z.enum(meetingRoles) }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('remove-participant'), user: idSchema<UserId>() }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('set-presenter'),
    item: idSchema<AgendaItemId>(),
    user: idSchema<UserId>().nullable()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('issue') }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('open'),
    /** Needed where the quorum is required and not reached. */
    withoutQuorum: line().min(1).max(500).optional()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('close') }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('rename-paper'),
    paper: idSchema<PaperId>(),
    title: line().min(1).max(maxTitleLength)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('remove-paper'), paper: idSchema<PaperId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('begin-item'), item: idSchema<AgendaItemId>() }),
  /** [V3] Empty text takes the conclusion back. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('conclude-item'),
    item: idSchema<AgendaItemId>(),
    text: z.string().overwrite(plainText).trim().max(maxConclusionLength)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('suspend'), reason: line().max(500) }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('resume') }),
  /** `user`: for somebody without a device, by whoever leads. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('ask-to-speak'),
    speech: idSchema<SpeechId>(),
    user: idSchema<UserId>(),
    subject: line().max(300),
    item: idSchema<AgendaItemId>().nullable(),
    as: z.enum(speechKinds).optional()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('withdraw-speech'), speech: idSchema<SpeechId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('put-speech-first'), speech: idSchema<SpeechId>() }),
  /** [C2] Right before another who waits; null: behind all. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('move-speech'),
    speech: idSchema<SpeechId>(),
    before: idSchema<SpeechId>().nullable()
  }),
  /** [C9] Whoever has the floor stops for now. */
  z.object({ id: idSchema<CommandId>(), kind: z.literal('hold-speech'), speech: idSchema<SpeechId>().optional() }),
  /** Whoever has the floor gives it up; `instead`: who has it as far as the caller knows. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('call-speaker'),
    speech: idSchema<SpeechId>(),
    minutes: speechMinutes,
    instead: idSchema<SpeechId>().nullable().optional()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('end-speech'), speech: idSchema<SpeechId>().optional() }),
  /** [C4] Minutes of each kind of speech, 0: as long as it takes. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('set-floor-rules'),
    minutes: z.object({ discussion: speechMinutes, statement: speechMinutes, order: speechMinutes }),
    warnSeconds: z.number().int().min(0).max(600)
  }),
  /** [C10] [QU5] Closes a list for those who register by themselves, or opens it again. */
  z.object({ id: idSchema<CommandId>(), kind: z.literal('set-registration'), list: z.enum(registrationLists), open: z.boolean() }),
  /** [QU1] `user`: for somebody without a device, by whoever leads. `to` answers. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('register-question'),
    question: idSchema<QuestionId>(),
    user: idSchema<UserId>(),
    to: idSchema<UserId>(),
    about: line().min(1).max(500)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('withdraw-question'), question: idSchema<QuestionId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('put-question-first'), question: idSchema<QuestionId>() }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('move-question'),
    question: idSchema<QuestionId>(),
    before: idSchema<QuestionId>().nullable()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('call-question'), question: idSchema<QuestionId>() }),
  /** `question`: the one that is on as far as whoever ends it knows. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('end-question'),
    answered: z.boolean(),
    question: idSchema<QuestionId>().optional()
  }),
  /** I am here, or gone; the time is the server's. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('check-in'),
    place: z.enum(attendancePlaces),
    site: idSchema<SiteId>().optional()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('check-out') }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('note-attendance'),
    users: z.array(idSchema<UserId>()).min(1).max(500),
    state: z.enum(attendanceStates),
    place: z.enum(attendancePlaces).nullable().default(null),
    site: idSchema<SiteId>().optional(),
    reason: line().max(500).default('')
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('set-check-in'), byCode: z.boolean() }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('set-substitute'),
    user: idSchema<UserId>(),
    standsFor: idSchema<UserId>().nullable()
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('set-quorum'), share: z.enum(quorumShares), required: z.boolean() }),
  /** Made, or changed while it was not yet called. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('prepare-vote'),
    vote: idSchema<VoteId>(),
    subject: line().min(1).max(500),
    item: idSchema<AgendaItemId>().nullable(),
    form: z.enum(voteForms).default('open'),
    options: z.enum(voteOptionSets),
    /** With `own` alone. */
    own: ownOptionsShape.optional(),
    base: z.enum(voteBases),
    share: z.enum(quorumShares),
    tie: z.enum(tieRules),
    repeats: idSchema<VoteId>().nullable().default(null)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('drop-vote'), vote: idSchema<VoteId>() }),
  /** Who is ready? */
  z.object({ id: idSchema<CommandId>(), kind: z.literal('call-vote'), vote: idSchema<VoteId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('be-ready'), vote: idSchema<VoteId>() }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('open-vote'),
    vote: idSchema<VoteId>(),
    minutes: z.number().int().min(0).max(240).default(0),
    /** Needed where the quorum is required and not reached. */
    withoutQuorum: line().min(1).max(500).optional()
  }),
  /** `replaces`: commitment of my ballot as I last saw it, null for my first. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('cast-ballot'),
    vote: idSchema<VoteId>(),
    ...ballotFields,
    replaces: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
  }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('enter-paper-ballot'),
    vote: idSchema<VoteId>(),
    voter: idSchema<UserId>(),
    ...ballotFields
  }),
  /** What the second person reads on the same paper; when it differs, the entry is void. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('confirm-paper-ballot'),
    vote: idSchema<VoteId>(),
    voter: idSchema<UserId>(),
    choice: z.enum(voteChoices)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('withdraw-paper-ballot'), vote: idSchema<VoteId>(), voter: idSchema<UserId>() }),
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('end-vote'),
    vote: idSchema<VoteId>(),
    /** [SB9] Needed where the result of a secret ballot tells what somebody chose. */
    withoutSecrecy: line().min(1).max(500).optional()
  }),
  /** Calls off the check who is ready, or stops an open vote without a result. */
  z.object({ id: idSchema<CommandId>(), kind: z.literal('stop-vote'), vote: idSchema<VoteId>(), reason: line().max(500).default('') }),
  /** [SB8] Of a secret ballot: one on paper for a voter without a device; what was in the paper box; what the second person counted. */
  z.object({ id: idSchema<CommandId>(), kind: z.literal('give-paper-ballot'), vote: idSchema<VoteId>(), voter: idSchema<UserId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('count-paper-ballots'), vote: idSchema<VoteId>(), counts: ballotCounts }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('confirm-paper-ballots'), vote: idSchema<VoteId>(), counts: ballotCounts }),
  /** [RM1] Again within half a minute: nothing happens. */
  z.object({ id: idSchema<CommandId>(), kind: z.literal('remind-voters'), vote: idSchema<VoteId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('remind-check-in') }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('remove-screen'), screen: idSchema<ScreenId>() }),
  /** A new site, or all of one that is there. `people`: all who belong to it from now. */
  z.object({
    id: idSchema<CommandId>(),
    kind: z.literal('set-site'),
    site: idSchema<SiteId>(),
    name: line().min(1).max(200),
    room: line().max(200),
    contact: line().max(200),
    phone: line().max(200),
    link: videoLinkText,
    people: z.array(idSchema<UserId>()).max(500)
  }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('remove-site'), site: idSchema<SiteId>() }),
  z.object({ id: idSchema<CommandId>(), kind: z.literal('set-video-link'), link: videoLinkText })
])
export type MeetingCommand = z.infer<typeof meetingCommand>
export const commandReceipt = z.object({ seq: z.number() })
export const meetingReceipt = z.object({ meeting: idSchema<MeetingId>(), seq: z.number() })

/**
 * Upload of one version, resumable:
 *   POST   /api/meetings/:meeting/uploads        → 201 {offset: 0}; again with the same `upload` → 200 {offset: bytes the server holds}
 *   PATCH  /api/uploads/:upload                   header `Upload-Offset: n`, body = bytes from n on → 200 {offset}; 409 wrong-offset {detail: offset}
 *   GET    /api/uploads/:upload                   → 200 {offset}
 *   POST   /api/uploads/:upload/finish            → 200 finishedUpload, after hash, type, damage and secrecy were checked and the event is on disk
 *   DELETE /api/uploads/:upload                   → 204, bytes dropped
 * A paper that exists takes the upload as a new version that replaces its newest.
 */
export const newUploadRequest = z.object({
  upload: idSchema<UploadId>(),
  id: idSchema<CommandId>(),
  paper: idSchema<PaperId>(),
  version: idSchema<VersionId>(),
  title: line().min(1).max(maxTitleLength),
  item: idSchema<AgendaItemId>().nullable(),
  fileName: z.string().overwrite(wholeText).min(1).max(500),
  bytes: z.number().int().min(1).max(maxPaperBytes),
  hash: z
    .string()
    .regex(hashPattern)
    .transform(value => value as FileHash),
  declaration: z.enum(secrecyGrades)
})
export type NewUploadRequest = z.input<typeof newUploadRequest>
export const uploadShape = z.object({ offset: z.number() })
export const uploadOffsetHeader = 'upload-offset'
/** One PATCH carries at most this; larger files are sent in pieces. */
export const uploadPieceBytes = 1024 * 1024
export const finishedUpload = z.object({ paper: idSchema<PaperId>(), version: idSchema<VersionId>(), pages: z.number(), seq: z.number() })

/** GET /api/papers/:paper/versions/:version/file — Range and strong ETag, `application/pdf`. */
export const paths = {
  server: '/api/server',
  sessions: '/api/sessions',
  session: '/api/session',
  otherSessions: '/api/session/others',
  openSession: (session: OpenSessionId) => `/api/sessions/${session}`,
  signedIn: '/api/administration/sessions',
  signedInSession: (session: OpenSessionId) => `/api/administration/sessions/${session}`,
  password: '/api/password',
  /** POST → 204: it was for me. The notice goes, and what is private opens on all my devices. */
  passwordReset: '/api/session/password-reset',
  users: '/api/users',
  meetings: '/api/meetings',
  commands: (meeting: MeetingId) => `/api/meetings/${meeting}/commands`,
  /** GET → {meetings}: rehearsals I may enter. A rehearsal is made like a meeting, under an id of core/meeting/rehearsal.ts. */
  rehearsals: '/api/rehearsals',
  /** DELETE → 204, with everything in it. */
  rehearsal: (meeting: MeetingId) => `/api/rehearsals/${meeting}`,
  record: (meeting: MeetingId, after = 0) => `/api/meetings/${meeting}/record${after > 0 ? `?after=${after}` : ''}`,
  uploads: (meeting: MeetingId) => `/api/meetings/${meeting}/uploads`,
  upload: (upload: UploadId) => `/api/uploads/${upload}`,
  finishUpload: (upload: UploadId) => `/api/uploads/${upload}/finish`,
  paperFile: (paper: PaperId, version: VersionId) => `/api/papers/${paper}/versions/${version}/file`,
  /** As above, or a copy that is quicker to open, with an ETag of its own. For screens; whoever keeps or checks takes the paper itself. */
  paperForReading: (paper: PaperId, version: VersionId) => `/api/papers/${paper}/versions/${version}/file?copy=reading`,
  paperText: (paper: PaperId, version: VersionId) => `/api/papers/${paper}/versions/${version}/text`,
  health: '/healthz',
  metrics: '/metrics',
  openApi: '/api/openapi.json'
} as const
export const sessionCookie = 'hopso_session'

/** What stands for `:name` in a path. */
export const pathParameters = {
  meeting: idSchema<MeetingId>(),
  user: idSchema<UserId>(),
  session: idSchema<OpenSessionId>(),
  upload: idSchema<UploadId>(),
  paper: idSchema<PaperId>(),
  version: idSchema<VersionId>(),
  vote: idSchema<VoteId>()
} as const
/** GET /healthz, no session needed. */
export const healthShape = z.object({
  /** 'damaged': the server runs, and something stored is damaged and set aside; its log names it. */
  status: z.enum(['ok', 'damaged']),
  rooms: z.number(),
  sockets: z.number(),
  /** Meetings set aside because their record is damaged. */
  damagedMeetings: z.number()
})
/** The desktop app's own origin: allowed with a token, never with a cookie. */
export const desktopOrigin = 'app://hopso'
