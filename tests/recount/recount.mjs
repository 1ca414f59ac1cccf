// node tests/recount/recount.mjs FILE: counts a meeting again from its exported record alone, by docs/record-format.md and docs/secret-ballot.md.
// A second way to the same numbers: it imports nothing of ours. One JSON object on stdout; `wrong` lists whatever does not add up.
import { constants, createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const optionsOf = {
  opinion: ['for', 'against', 'other'],
  law: ['for', 'against', 'abstain'],
  tender: ['for', 'against', 'other'],
  council: ['for', 'against', 'blank']
}
const shares = { half: [1, 2], 'two-thirds': [2, 3], 'three-quarters': [3, 4], all: [1, 1] }

const wrong = []
const check = (holds, words) => holds || wrong.push(words)

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.keys(value).filter(key => value[key] !== undefined)
  return `{${fields
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`
}
const sha256 = text => createHash('sha256').update(text, 'utf8').digest('hex')
const sha384 = (...parts) => createHash('sha384').update(Buffer.concat(parts)).digest()
const base64 = text => Buffer.from(text, 'base64')

const events = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line))
let previous = '0'.repeat(64)
for (const [index, { hash, ...event }] of events.entries()) {
  const linked = event.seq === index + 1 && event.previous === previous && event.meeting === events[0].meeting
  check(linked && sha256(canonical(event)) === hash, `the chain is broken at event ${index + 1}`)
  previous = hash
}

const roles = new Map()
const stays = new Map()
const spoken = new Map()
const items = new Map()
const votes = new Map()
const speeches = new Map()
let speaker = null
let item = null
let suspended = false
let questions = { asked: 0, answered: 0 }
// A server's clock may be set back.
const since = (from, to) => Math.max(0, Date.parse(to) - Date.parse(from))
const endSpeech = at => {
  if (speaker) spoken.set(speaker.user, (spoken.get(speaker.user) ?? 0) + since(speaker.from, at))
  speaker = null
}
const endItem = at => {
  if (item?.from) items.set(item.id, (items.get(item.id) ?? 0) + since(item.from, at))
}

for (const { at, actor, meeting, fact } of events) {
  const vote = votes.get(fact.vote)
  switch (fact.kind) {
    case 'participants-added':
      for (const { user, role } of fact.participants) roles.set(user, role)
      break
    case 'participant-role-changed':
      roles.set(fact.user, fact.role)
      break
    case 'participant-removed':
      roles.delete(fact.user)
      break
    case 'attendance-noted': {
      const known = stays.get(fact.user) ?? []
      const isThere = known.at(-1)?.to === null
      if (fact.state === 'present') stays.set(fact.user, isThere ? known : [...known, { from: at, to: null }])
      else if (fact.state === 'left') stays.set(fact.user, isThere ? [...known.slice(0, -1), { ...known.at(-1), to: at }] : known)
      else stays.set(fact.user, [])
      break
    }
    case 'item-begun':
      endItem(at)
      item = { id: fact.item, from: suspended ? null : at }
      break
    case 'meeting-suspended':
      endItem(at)
      if (item) item.from = null
      suspended = true
      break
    case 'meeting-resumed':
      suspended = false
      if (item) item.from = at
      break
    case 'meeting-closed':
      endSpeech(at)
      endItem(at)
      item = null
      break
    case 'speech-requested':
      speeches.set(fact.speech, fact.user)
      break
    case 'speaker-called':
      endSpeech(at)
      speaker = { user: speeches.get(fact.speech), from: at }
      break
    case 'speech-held':
    case 'speech-ended':
      endSpeech(at)
      break
    case 'question-registered':
      questions = { ...questions, asked: questions.asked + 1 }
      break
    case 'question-ended':
      questions = { ...questions, answered: questions.answered + (fact.answered ? 1 : 0) }
      break
    case 'vote-prepared':
      votes.set(fact.vote, { ...fact, state: 'prepared', sealed: new Map(), given: 0, paperGiven: 0, box: null })
      break
    case 'vote-dropped':
      votes.delete(fact.vote)
      break
    case 'vote-opened':
      check(new Set(fact.roll).size === fact.roll.length, `${fact.vote}: somebody is on the roll twice`)
      Object.assign(vote, { state: 'open', roll: fact.roll, members: fact.members, chair: chairNow() })
      break
    case 'ballot-cast':
      check(vote.roll.includes(actor) && vote.state === 'open', `${fact.vote}: a ballot of somebody who had none, or after the end`)
      vote.sealed.set(actor, { commitment: fact.commitment, paper: false, counts: true })
      break
    case 'paper-ballot-entered':
      vote.sealed.set(fact.voter, { commitment: fact.commitment, paper: true, counts: false, by: actor })
      break
    case 'paper-ballot-confirmed': {
      const paper = vote.sealed.get(fact.voter)
      check(paper?.paper && paper.by !== actor, `${fact.vote}: a paper ballot was confirmed by who entered it`)
      paper.counts = true
      break
    }
    case 'paper-ballot-withdrawn':
      vote.sealed.delete(fact.voter)
      break
    case 'secret-key-made':
      vote.key = fact.key
      break
    case 'secret-ballot-given':
      check(vote.roll.includes(fact.voter), `${fact.vote}: a ballot was given to somebody who is not on the roll`)
      if (fact.request === null) vote.paperGiven += 1
      else vote.given += 1
      break
    case 'paper-box-counted':
      vote.box = { commitment: fact.commitment, by: actor, confirmed: false }
      break
    case 'paper-box-confirmed':
      check(vote.box.by !== actor, `${fact.vote}: the paper box was counted by one person alone`)
      vote.box.confirmed = true
      break
    case 'paper-box-voided':
      check(vote.box.by !== actor, `${fact.vote}: who had counted the paper box found it wrong alone`)
      vote.box = null
      break
    case 'secret-ballots-published':
      vote.list = fact.ballots
      vote.inBox = fact.paper
      break
    case 'vote-cancelled':
      vote.state = 'cancelled'
      break
    case 'vote-ended':
      vote.state = 'ended'
      if (vote.form === 'secret') countSecret(fact.vote, vote)
      else countOpen(meeting, fact, vote)
      decide(fact.vote, vote, fact.outcome)
      break
    default:
  }
}

function chairNow() {
  return [...roles].find(([, role]) => role === 'chair')?.[0] ?? null
}

function countOpen(meeting, { vote: id, ballots }, vote) {
  const counts = {}
  let paper = 0
  const due = [...vote.sealed].filter(([, sealed]) => sealed.counts)
  check(due.length === ballots.length, `${id}: ${ballots.length} ballots were opened, ${due.length} were given`)
  for (const { voter, choice, text, salt } of ballots) {
    const sealed = vote.sealed.get(voter)
    const commitment = sha256(canonical({ salt, meeting, vote: id, voter, choice, text }))
    check(sealed?.counts && sealed.commitment === commitment, `${id}: the ballot of ${voter} is not the one that was given`)
    counts[choice] = (counts[choice] ?? 0) + 1
    if (sealed?.paper) paper += 1
    if (voter === vote.chair) vote.chairs = choice
  }
  Object.assign(vote, { counts, paper, cast: ballots.length })
}

function countSecret(id, vote) {
  const label = Buffer.from('hopso secret ballot 1', 'ascii')
  const { n, e } = vote.key
  const key = createPublicKey({
    key: { kty: 'RSA', n: base64(n).toString('base64url'), e: base64(e).toString('base64url') },
    format: 'jwk'
  })
  const counts = {}
  const marks = new Set()
  for (const { mark, choice, seal, prefix, signature } of vote.list) {
    check(!marks.has(mark), `${id}: the mark ${mark} stands twice in the list`)
    marks.add(mark)
    const chosen = (vote.own?.map(option => option.choice) ?? optionsOf[vote.options]).indexOf(choice)
    const hashes = seal.map((part, option) => (option === chosen ? sha384(label, base64(part)).subarray(0, 32) : base64(part)))
    check(
      chosen >= 0 &&
        sha384(label, ...hashes)
          .subarray(0, 16)
          .toString('hex') === mark,
      `${id}: the choice of ${mark} is not its voter's`
    )
    const message = Buffer.concat([base64(prefix), label, Buffer.from(`${id} ${mark}`, 'ascii')])
    const how = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
    check(verify('sha384', message, how, base64(signature)), `${id}: nobody signed the ballot ${mark}`)
    counts[choice] = (counts[choice] ?? 0) + 1
  }
  check(vote.list.length <= vote.given, `${id}: more ballots than were given`)
  let paper = 0
  if (vote.inBox) {
    const { salt, counts: inBox } = vote.inBox
    const isThatBox = vote.box?.confirmed && vote.box.commitment === sha256(canonical({ salt, vote: id, counts: inBox }))
    check(isThatBox, `${id}: the paper box is not the one that two people counted`)
    for (const [choice, count] of Object.entries(inBox)) {
      counts[choice] = (counts[choice] ?? 0) + count
      paper += count
    }
  }
  check(paper <= vote.paperGiven, `${id}: more ballots in the paper box than were given`)
  Object.assign(vote, { counts, paper, cast: vote.list.length + paper })
}

function decide(id, vote, told) {
  const base = vote.base === 'all' ? vote.members : vote.roll.length
  const [numerator, denominator] = shares[vote.share]
  const needed = vote.share === 'half' ? Math.floor(base / 2) + 1 : Math.ceil((base * numerator) / denominator)
  const [inFavour, against] = [vote.counts.for ?? 0, vote.counts.against ?? 0]
  // Nobody knows how the chair voted in secret.
  const tie = vote.form === 'secret' ? 'fails' : vote.tie
  const isTie = vote.share === 'half' && inFavour === against && (tie === 'chair-side' ? inFavour > 0 : (inFavour + against) * 2 > base)
  vote.outcome = {
    counts: vote.counts,
    paper: vote.paper,
    missing: vote.roll.length - vote.cast,
    base,
    needed,
    passed: base > 0 && (inFavour >= needed || (isTie && tie !== 'fails' && vote.chairs === 'for')),
    tie: isTie ? tie : null
  }
  check(
    canonical(vote.outcome) === canonical(told),
    `${id}: the result was told as ${canonical(told)}, counted as ${canonical(vote.outcome)}`
  )
}

process.stdout.write(
  `${JSON.stringify({
    events: events.length,
    head: previous,
    present: [...stays].filter(([, all]) => all.at(-1)?.to === null).length,
    stays: Object.fromEntries(stays),
    spokenMs: Object.fromEntries(spoken),
    itemMs: Object.fromEntries(items),
    questions,
    votes: Object.fromEntries([...votes].map(([id, { state, outcome = null }]) => [id, { state, outcome }])),
    wrong
  })}\n`
)
