import { expect, test } from 'vitest'
import { rehearsalIn } from './rehearsal.ts'

test('[RE1] a room is a rehearsal’s by the meeting in its name; a paper or a person called like one keeps real rooms', () => {
  const id = 'hop-thu-abcdefgh12345678'
  for (const name of [`meeting/${id}`, `minutes/${id}`, `record/${id}`, `notes/${id}/nguoi-0001`, `owners/meeting/${id}`])
    expect(rehearsalIn(name), name).toBe(id)
  for (const name of [`marks/${id}/nguoi-0001`, `remarks/${id}`, `threads/${id}`, `state/${id}`, `shelf/${id}`, `notes/cuoc-hop-1/${id}`])
    expect(rehearsalIn(name), name).toBeNull()
})
