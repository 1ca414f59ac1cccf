const finalBinary = 0x82

/** One whole WebSocket message as a server puts it on the wire (RFC 6455, 5.2): made once, written to as many sockets as there are. */
export interface Frame {
  readonly bytes: Uint8Array
}

/** Servers do not mask, and nothing is compressed: the frame of a message is the same for everybody. */
export function frameOf(message: Uint8Array): Frame {
  const { length } = message
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(headerBytes + length)
  bytes[0] = finalBinary
  if (headerBytes === 2) bytes[1] = length
  else if (headerBytes === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.set(message, headerBytes)
  return { bytes }
}
