/** The remainders of all bytes by the polynomial of zip, PNG and Ethernet, bits reversed. (`zlib.crc32` comes with Node 22.) */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder >>> 0
})

/** CRC-32 of `bytes`; of what came before and them, given that one's. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let remainder = ~before >>> 0
  for (const byte of bytes) remainder = (TABLE[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8)
  return ~remainder >>> 0
}
