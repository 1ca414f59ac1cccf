import { IconBuildingBroadcastTower, IconPencil, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type MeetingId, newId, type SiteId, type UserId } from '#core/ids.ts'
import type { Participant } from '#core/meeting/meeting.ts'
import type { Site } from '#core/site/site.ts'
import { maxVideoLink, parseVideoLink } from '#core/site/video-link.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { randomBytes, useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, Dialog, EmptyState, ErrorLine, SearchField, TextField, useNotice, useText } from '../../ui/index.ts'
import s from './sites.module.css'

export interface SitesDialogProps {
  readonly meeting: MeetingId
  readonly sites: readonly Site[]
  readonly siteOf: ReadonlyMap<UserId, SiteId>
  readonly video: string
  readonly participants: readonly Participant[]
  readonly onClose: () => void
}

/** Where the secretary keeps the sites of a meeting: each with room, contact, phone, link and people; and the link of the whole meeting. */
export function SitesDialog(props: SitesDialogProps) {
  const t = useText().site.dialog
  const [editing, setEditing] = useState<Site | 'new' | null>(null)
  // Back from the window of a site one stands where it was opened.
  const [last, setLast] = useState<SiteId | 'new' | null>(null)
  const edit = (which: Site | 'new') => {
    setEditing(which)
    setLast(which === 'new' ? which : which.site)
  }
  if (editing) return <SiteDialog {...props} known={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
  const belonging = (site: SiteId) => [...props.siteOf.values()].filter(of => of === site).length
  return (
    <Dialog
      title={t.title}
      closeWord={t.close}
      onClose={props.onClose}
      width={720}
      footer={
        <>
          <Button onClick={props.onClose}>{t.close}</Button>
          <Button kind="primary" icon={<IconPlus />} data-first={last === 'new' || undefined} onClick={() => edit('new')}>
            {t.add}
          </Button>
        </>
      }
    >
      <MeetingVideo meeting={props.meeting} video={props.video} />
      {props.sites.length === 0 ? (
        <EmptyState icon={<IconBuildingBroadcastTower />} title={t.none}>
          {t.noneHint}
        </EmptyState>
      ) : (
        <ul className={s.list}>
          {props.sites.map(site => (
            <li key={site.site}>
              <span>
                <strong>{site.name}</strong>
                <span className={s.soft}>
                  {[t.belongs(belonging(site.site)), site.room, site.contact, site.phone].filter(Boolean).join(' · ')}
                </span>
              </span>
              <Button
                icon={<IconPencil />}
                aria-label={t.edit(site.name)}
                data-first={last === site.site || undefined}
                onClick={() => edit(site)}
              >
                {t.editShort}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** The link of the whole meeting, saved by itself. */
function MeetingVideo(props: { readonly meeting: MeetingId; readonly video: string }) {
  const all = useText()
  const t = all.site.dialog
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [link, setLink] = useState(props.video)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    if (link.trim() !== '' && !parseVideoLink(link)) return setRefused(t.notLink)
    const outcome = await send({ kind: 'set-video-link', link })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.videoNotSaved(whyNotDone(all, outcome.reason)))
    notice({ text: t.videoSaved })
  }
  return (
    <form
      className={s.video}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t.video}
        hint={t.videoHint}
        error={refused ?? undefined}
        inputMode="url"
        maxLength={maxVideoLink}
        value={link}
        onChange={event => {
          setLink(event.currentTarget.value)
          setRefused(null)
        }}
      />
      <Button type="submit" busy={running}>
        {t.save}
      </Button>
    </form>
  )
}

const fields = ['name', 'room', 'contact', 'phone', 'link'] as const

/** One site, new or known, with its people. */
function SiteDialog(props: SitesDialogProps & { readonly known: Site | null }) {
  const all = useText()
  const t = all.site.dialog
  const notice = useNotice()
  const { known } = props
  const { running, send } = useCommand(props.meeting)
  // One site, however often it is sent.
  const [site] = useState(() => known?.site ?? newId<SiteId>(randomBytes))
  const [form, setForm] = useState({
    name: known?.name ?? '',
    room: known?.room ?? '',
    contact: known?.contact ?? '',
    phone: known?.phone ?? '',
    link: known?.link ?? ''
  })
  const [chosen, setChosen] = useState(() => new Set([...props.siteOf].flatMap(([user, of]) => (of === site ? [user] : []))))
  const [wrong, setWrong] = useState<{ readonly field: 'name' | 'link'; readonly why: string } | null>(null)
  const wrongField = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [removing, setRemoving] = useState(false)
  const done = async (words: Parameters<typeof send>[0]): Promise<boolean> => {
    const outcome = await send(words)
    if (outcome?.ok === false) {
      const why = t.notDone(whyNotDone(all, outcome.reason))
      if (outcome.reason === 'link-not-allowed') setWrong({ field: 'link', why })
      else setRefused(why)
    }
    return outcome?.ok === true
  }
  // The server may find it wrong when somebody reads further down.
  useEffect(() => {
    if (wrong) wrongField.current?.focus()
  }, [wrong])
  const save = async () => {
    setRefused(null)
    if (form.name.trim() === '') return setWrong({ field: 'name', why: t.nameNeeded })
    if (form.link.trim() !== '' && !parseVideoLink(form.link)) return setWrong({ field: 'link', why: t.notLink })
    if (!(await done({ kind: 'set-site', site, ...form, people: [...chosen] }))) return
    notice({ text: t.saved })
    props.onClose()
  }
  const remove = async () => {
    if (!(await done({ kind: 'remove-site', site }))) return
    notice({ text: t.removed })
    props.onClose()
  }
  if (removing)
    return (
      // A window of its own, so that the focus is in it.
      <Dialog
        key="remove"
        title={t.removeTitle(form.name)}
        closeWord={t.cancel}
        onClose={() => setRemoving(false)}
        footer={
          <>
            <Button onClick={() => setRemoving(false)}>{t.cancel}</Button>
            <Button kind="danger" busy={running} onClick={() => void remove()}>
              {t.remove}
            </Button>
          </>
        }
      >
        <p>{t.removeAfter}</p>
        {refused ? <ErrorLine>{refused}</ErrorLine> : null}
      </Dialog>
    )
  const words = {
    name: [t.name, t.nameHint],
    room: [t.room],
    contact: [t.contact],
    phone: [t.phone],
    link: [t.link, t.linkHint]
  } as const
  return (
    <Dialog
      title={known ? t.editTitle : t.addTitle}
      closeWord={t.cancel}
      onClose={props.onClose}
      onSubmit={() => void save()}
      width={720}
      footer={
        <>
          {known ? (
            <Button kind="danger" className={s.remove ?? ''} onClick={() => setRemoving(true)}>
              {t.remove}
            </Button>
          ) : null}
          <Button onClick={props.onClose}>{t.cancel}</Button>
          <Button kind="primary" type="submit" busy={running}>
            {t.save}
          </Button>
        </>
      }
    >
      <div className={s.form}>
        {fields.map(field => (
          <TextField
            key={field}
            label={words[field][0]}
            hint={words[field][1]}
            error={wrong?.field === field ? wrong.why : undefined}
            {...(wrong?.field === field && { ref: wrongField })}
            maxLength={field === 'link' ? maxVideoLink : 200}
            value={form[field]}
            onChange={event => {
              setForm({ ...form, [field]: event.currentTarget.value })
              setWrong(null)
            }}
          />
        ))}
      </div>
      <PeopleOf {...props} site={site} chosen={chosen} onChosen={setChosen} />
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}

/** Who attends there, found as one types; who is at another site is named so. */
function PeopleOf(
  props: SitesDialogProps & {
    readonly site: SiteId
    readonly chosen: ReadonlySet<UserId>
    readonly onChosen: (chosen: Set<UserId>) => void
  }
): ReactNode {
  const t = useText().site.dialog
  const [query, setQuery] = useState('')
  const nameOf = (site: SiteId | undefined) => props.sites.find(each => each.site === site)?.name
  // Who belonged there when the window opened stands first; the list does not move while one presses.
  const [first] = useState(props.chosen)
  const people = [...props.participants]
    .filter(who => matchesQuery(`${who.name} ${who.title} ${who.unitName}`, query))
    .sort((a, b) => Number(first.has(b.user)) - Number(first.has(a.user)) || a.name.localeCompare(b.name, 'vi'))
  return (
    <fieldset className={s.people}>
      <legend>
        {t.people} {props.chosen.size > 0 ? <span className={s.soft}>{t.belongs(props.chosen.size)}</span> : null}
      </legend>
      {props.participants.length > 7 ? <SearchField label={t.find} value={query} onFind={setQuery} /> : null}
      <div className={s.box}>
        {people.map(who => {
          const of = props.siteOf.get(who.user)
          const other = of !== props.site ? nameOf(of) : undefined
          return (
            <label key={who.user}>
              <input
                type="checkbox"
                checked={props.chosen.has(who.user)}
                onChange={event => {
                  const next = new Set(props.chosen)
                  if (event.target.checked) next.add(who.user)
                  else next.delete(who.user)
                  props.onChosen(next)
                }}
              />
              <span>
                {who.name}
                <span className={s.soft}>{[who.title || who.unitName, other ? t.elsewhere(other) : ''].filter(Boolean).join(' · ')}</span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
