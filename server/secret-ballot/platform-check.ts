import { constants, type KeyObject, verify } from 'node:crypto'
import type { TokenCheck } from '#core/secret-ballot/ballot.ts'
import { saltBytes } from '#core/secret-ballot/blind-rsa.ts'

/**
 * RSASSA-PSS-VERIFY (RFC 8017, 8.1.2) with SHA-384 and a salt of this many bytes, by the platform: anybody may ask for it without saying who
 * they are, and in BigInt each time would cost the server ten times as much.
 */
export const platformCheck =
  (key: KeyObject, salt = saltBytes): TokenCheck =>
  (message, token) =>
    verify('sha384', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt }, token)
