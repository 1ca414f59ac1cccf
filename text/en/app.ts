import type { Text } from '../index.ts'

export const app: Text['app'] = {}
