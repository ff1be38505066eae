// The public key that signs the right to answer, read from its SubjectPublicKeyInfo (DER). The reader takes one spelling only:
// what differs by one byte has another fingerprint, and is another key.
import { digest, equal, toInteger } from './bytes.js';

// SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.1.1 (rsaEncryption), NULL }, RFC 8017 appendix A.1
const RSA = Uint8Array.of(0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00);

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const INTEGER = 0x02;

/** SHA-256 of the whole DER, 32 bytes. */
export const fingerprint = (der) => digest('SHA-256', der);

/** `{ der, n, e, length }`: modulus and exponent as BigInt, length of the modulus in bytes. 2048 to 4096 bits, e = 65537. */
export function readKey(der) {
  const [info, after] = element(der, SEQUENCE);
  if (after.length || !equal(info.subarray(0, RSA.length), RSA)) throw new TypeError('not an RSA key');
  const [bits, afterBits] = element(info.subarray(RSA.length), BIT_STRING);
  if (afterBits.length || bits[0] !== 0) throw new TypeError('not an RSA key');
  const [pair, afterPair] = element(bits.subarray(1), SEQUENCE);
  const [n, rest] = integer(pair);
  const [e, end] = integer(rest);
  if (afterPair.length || end.length) throw new TypeError('not an RSA key');
  const size = n.toString(2).length;
  if (size < 2048 || size > 4096 || size % 8 || !(n & 1n) || e !== 65537n) throw new TypeError('not a key of this kind');
  return { der, n, e, length: size / 8 };
}

/** Content of the element that `bytes` begin with, and what follows it. */
function element(bytes, tag) {
  if (bytes[0] !== tag || bytes.length < 2) throw new TypeError('unexpected element');
  let size = bytes[1];
  let start = 2;
  if (size >= 0x80) {
    const count = size - 0x80;
    if (count < 1 || count > 2 || bytes.length < 2 + count) throw new TypeError('unexpected length');
    size = bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
    start += count;
    if (size < (count === 1 ? 0x80 : 0x100)) throw new TypeError('a length has one spelling');
  }
  if (bytes.length < start + size) throw new TypeError('too short');
  return [bytes.subarray(start, start + size), bytes.subarray(start + size)];
}

function integer(bytes) {
  const [content, rest] = element(bytes, INTEGER);
  const negative = content[0] >= 0x80;
  const padded = content[0] === 0 && content.length > 1 && content[1] < 0x80;
  if (!content.length || negative || padded) throw new TypeError('not a positive number');
  return [toInteger(content), rest];
}
