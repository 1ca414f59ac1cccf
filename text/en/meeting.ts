import type { Text } from '../index.ts'

export const meeting: Text['meeting'] = {}
