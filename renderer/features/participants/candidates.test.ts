import { describe, expect, it } from 'vitest'
import type { UserId } from '#core/ids.ts'
import type { UserShape } from '#protocol/http-api.ts'
import { candidateLines } from './candidates.ts'

const user = (id: string, name: string, title: string, unitName: string, locked = false): UserShape => ({
  id: id as UserId,
  account: id,
  name,
  title,
  unit: `unit-${unitName.length}` as UserShape['unit'],
  unitName,
  role: 'staff',
  locked
})
const users = [
  user('user-1', 'Hồ Văn Dũng', 'Chủ tịch', 'UBND xã Tân Nguồn'),
  user('user-2', 'Đỗ Thị Hoa', 'Trưởng phòng', 'Phòng Kinh tế'),
  user('user-3', 'Bùi Văn Sơn', 'Chuyên viên', 'Phòng Kinh tế', true),
  user('user-4', 'An Thị Mai', 'Phó trưởng phòng', 'Phòng Kinh tế')
]
const say = (query: string) =>
  candidateLines(users, new Set(['user-4' as UserId]), query).map(line =>
    line.kind === 'unit' ? `${line.name}:${line.free.length}` : line.user.name
  )

describe('candidates', () => {
  it('stand under their units, by name, and a unit is chosen without the locked and those who are in already', () => {
    expect(say('')).toEqual(['Phòng Kinh tế:1', 'An Thị Mai', 'Bùi Văn Sơn', 'Đỗ Thị Hoa', 'UBND xã Tân Nguồn:1', 'Hồ Văn Dũng'])
  })
  it('[T2] are found without diacritics by name, title or unit', () => {
    expect(say('do hoa')).toEqual(['Phòng Kinh tế:1', 'Đỗ Thị Hoa'])
    expect(say('chu tich')).toEqual(['UBND xã Tân Nguồn:1', 'Hồ Văn Dũng'])
    expect(say('không có')).toEqual([])
  })
})
