import { newId, type UnitId, type UserId } from '#core/ids.ts'
import { newUserRequest } from '#protocol/http-api.ts'
import type { Text } from '#text/index.ts'
import { isStrongPassword, Passwords } from '../access/passwords.ts'
import { openDiskStorage } from '../storage/open.ts'
import { unpredictable } from '../surroundings.ts'
import type { AdministratorArguments } from './arguments.ts'

export interface Added {
  readonly done: boolean
  readonly sentence: string
}

/** Makes the first unit, when there is none of that name, and an administrator of it; for a folder nobody can sign in to yet. */
export async function addAdministrator(options: AdministratorArguments, password: string, text: Text['command']): Promise<Added> {
  const account = newUserRequest.shape.account.safeParse(options.account)
  if (!account.success) return { done: false, sentence: text.accountMalformed }
  if (!isStrongPassword(password, account.data)) return { done: false, sentence: text.weakPassword }
  const storage = await openDiskStorage(options.data, options.keys === undefined ? {} : { keysDir: options.keys })
  try {
    const { directory } = storage
    if (directory.userByAccount(account.data)) return { done: false, sentence: text.accountTaken(account.data) }
    const present = [...directory.units().values()].find(({ name }) => name === options.unit)
    const unit = present ?? { id: newId<UnitId>(unpredictable), parent: null, name: options.unit, shortName: '' }
    if (!present) await directory.putUnit(unit)
    await directory.putUser({
      id: newId<UserId>(unpredictable),
      account: account.data,
      name: options.name ?? text.administratorName,
      title: '',
      unit: unit.id,
      role: 'administrator',
      locked: false,
      passwordHash: await new Passwords().hash(password),
      mustChangePassword: true
    })
    return { done: true, sentence: text.administratorAdded(account.data, unit.name) }
  } finally {
    await storage.close()
  }
}
