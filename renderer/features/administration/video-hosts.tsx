import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { parseVideoHost } from '#core/site/video-link.ts'
import { sitePaths, videoHostsShape } from '#protocol/site-api.ts'
import { useSession } from '../../session/session.ts'
import { whyNotDone } from '../../session/use-command.ts'
import { Button, Card, ErrorLine, Field, Skeleton, useNotice, useText } from '../../ui/index.ts'
import s from './administration.module.css'

/** [SI3] The servers whose video links secretaries may set; kept by the system administrator. */
export function VideoHosts() {
  const all = useText()
  const t = all.site.hosts
  const { api } = useSession()
  const notice = useNotice()
  const [typed, setTyped] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const load = useCallback(async () => {
    const answer = await api.call('GET', sitePaths.videoHosts, videoHostsShape)
    if (answer.ok) setTyped(answer.value.hosts.join('\n'))
    setRefused(answer.ok ? null : t.notLoaded(all.reasons[answer.reason]))
  }, [api, t, all])
  useEffect(() => {
    void load()
  }, [load])
  const save = async () => {
    const lines = (typed ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
    const wrong = lines.find(line => parseVideoHost(line) === null)
    if (wrong !== undefined) return setRefused(t.wrong(wrong))
    setBusy(true)
    const hosts = lines.flatMap(line => parseVideoHost(line) ?? [])
    const answer = await api.call('PUT', sitePaths.setVideoHosts, z.unknown(), { hosts })
    setBusy(false)
    if (!answer.ok) return setRefused(t.notSaved(whyNotDone(all, answer.reason)))
    setTyped(hosts.join('\n'))
    notice({ text: t.saved })
  }
  return (
    <Card className={s.hosts ?? ''}>
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      {typed === null ? (
        refused ? (
          <Button onClick={() => void load()}>{all.app.tryAgain}</Button>
        ) : (
          <Skeleton height={200} />
        )
      ) : (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void save()
          }}
        >
          <Field label={t.field}>
            {wiring => (
              <textarea
                {...wiring}
                className={s.hostList}
                rows={10}
                spellCheck={false}
                value={typed}
                onChange={event => {
                  setTyped(event.currentTarget.value)
                  setRefused(null)
                }}
              />
            )}
          </Field>
          <Button kind="primary" type="submit" busy={busy}>
            {t.save}
          </Button>
        </form>
      )}
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Card>
  )
}
