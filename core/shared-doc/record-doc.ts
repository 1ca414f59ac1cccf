import type * as Y from 'yjs'
import { canonicalJson, chainStart } from '../record/chain.ts'
import { emptyProjection, type RecordProjection } from '../record/projection.ts'

/** [D3] Shape of room `record/<meeting>`: the projection, entry by entry, written by the server alone; what has not changed is not written. */
export function writeProjection(doc: Y.Doc, projection: RecordProjection): void {
  doc.transact(() => {
    setEach(doc.getMap('participants'), projection.participants)
    setEach(doc.getMap('presenters'), projection.presenters)
    setEach(doc.getMap('papers'), projection.papers)
    setEach(doc.getMap('attendance'), projection.attendance)
    setEach(doc.getMap('floor'), projection.floor)
    setEach(doc.getMap('votes'), projection.votes)
    setEach(doc.getMap('voters'), projection.voters)
    setEach(doc.getMap('secretVotes'), projection.secretVotes)
    setEach(doc.getMap('givenBallots'), projection.givenBallots)
    setEach(doc.getMap('questions'), projection.questions)
    setEach(doc.getMap('conclusions'), projection.conclusions)
    setEach(doc.getMap('screens'), projection.screens)
    setEach(doc.getMap('standsFor'), projection.standsFor)
    setEach(doc.getMap('sites'), projection.sites)
    setEach(doc.getMap('siteOf'), projection.siteOf)
    setEach(doc.getMap('reminders'), projection.reminders)
    setEach(
      doc.getMap('record'),
      new Map<string, unknown>([
        ['state', projection.state],
        ['unit', projection.unit],
        ['unitName', projection.unitName],
        ...unlessAsBefore('quorum', projection),
        ...unlessAsBefore('course', projection),
        ...unlessAsBefore('floorRules', projection),
        ...unlessAsBefore('registration', projection),
        ...unlessAsBefore('video', projection),
        ...unlessAsBefore('byCode', projection),
        ['head', projection.head]
      ])
    )
  })
}

/** What came with a later release is written once it says something: rooms of the release before stay as they are. */
const unlessAsBefore = (
  key: 'quorum' | 'course' | 'floorRules' | 'registration' | 'video' | 'byCode',
  projection: RecordProjection
): readonly (readonly [string, unknown])[] =>
  canonicalJson(projection[key]) === canonicalJson(emptyProjection[key]) ? [] : [[key, projection[key]]]

function setEach(map: Y.Map<unknown>, wanted: ReadonlyMap<string, unknown>): void {
  for (const key of [...map.keys()]) if (!wanted.has(key)) map.delete(key)
  for (const [key, value] of wanted) {
    const known = map.get(key)
    // What was not touched is the same object: a room of hundreds is not written out for each ballot.
    if (known !== value && canonicalJson(known ?? null) !== canonicalJson(value ?? null)) map.set(key, value)
  }
}

/** The projection as the server wrote it (nobody else may write this room). */
export function readProjection(doc: Y.Doc): RecordProjection {
  const record = doc.getMap('record')
  const entries = <K, V>(name: string): ReadonlyMap<K, V> => new Map(doc.getMap(name).entries() as Iterable<[K, V]>)
  return {
    state: (record.get('state') as RecordProjection['state'] | undefined) ?? emptyProjection.state,
    unit: (record.get('unit') as RecordProjection['unit'] | undefined) ?? null,
    unitName: (record.get('unitName') as string | undefined) ?? '',
    participants: entries('participants'),
    presenters: entries('presenters'),
    papers: entries('papers'),
    attendance: entries('attendance'),
    floor: entries('floor'),
    votes: entries('votes'),
    voters: entries('voters'),
    secretVotes: entries('secretVotes'),
    givenBallots: entries('givenBallots'),
    questions: entries('questions'),
    conclusions: entries('conclusions'),
    screens: entries('screens'),
    standsFor: entries('standsFor'),
    sites: entries('sites'),
    byCode: (record.get('byCode') as boolean | undefined) ?? emptyProjection.byCode,
    siteOf: entries('siteOf'),
    reminders: entries('reminders'),
    video: (record.get('video') as string | undefined) ?? emptyProjection.video,
    quorum: (record.get('quorum') as RecordProjection['quorum'] | undefined) ?? emptyProjection.quorum,
    course: (record.get('course') as RecordProjection['course'] | undefined) ?? emptyProjection.course,
    floorRules: (record.get('floorRules') as RecordProjection['floorRules'] | undefined) ?? emptyProjection.floorRules,
    registration: (record.get('registration') as RecordProjection['registration'] | undefined) ?? emptyProjection.registration,
    head: (record.get('head') as RecordProjection['head'] | undefined) ?? { seq: 0, hash: chainStart }
  }
}
