// The right to answer: a blind signature, RFC 9474, variant RSABSSA-SHA384-PSS-Randomized.
//
// The browser makes up a token, multiplies its encoding by a random number to the power e (blinds it) and sends that. The
// server signs what it cannot read. The browser divides the random number out again: what is left is a good signature on a token
// that the server has never seen, and cannot connect with the person it signed for.
import { concat, digest, fromInteger, random, toInteger } from './bytes.js';

const HASH = 'SHA-384';
const HASH_LENGTH = 48;
const SALT_LENGTH = 48;
export const PREFIX_LENGTH = 32;
export const TOKEN_LENGTH = 32;

/** Prepare (RFC 9474, 4.1): 32 random bytes before the token. */
export const prepare = (token) => concat(random(PREFIX_LENGTH), token);

/**
 * Blind (RFC 9474, 4.2).
 *
 * `salt` and `r` are drawn here; only tests give them.
 * Returns `{ blinded, inverse }`, both as long as the modulus. The inverse is the secret that keeps token and person apart.
 */
export async function blind(key, prepared, { salt = random(SALT_LENGTH), r = unit(key) } = {}) {
  const m = toInteger(await encode(prepared, key, salt));
  if (invert(m, key.n) === null) throw new Error('the encoded message shares a factor with the key');
  const inverse = invert(r, key.n);
  if (inverse === null) throw new Error('the blinding number shares a factor with the key');
  const z = (m * power(r, key.e, key.n)) % key.n;
  return { blinded: fromInteger(z, key.length), inverse: fromInteger(inverse, key.length) };
}

/** Finalize (RFC 9474, 4.4): the signature on `prepared`; throws if the server signed anything else. */
export async function finalize(key, prepared, blindSignature, inverse) {
  if (blindSignature.length !== key.length) throw new Error('the signature has the wrong length');
  const s = (toInteger(blindSignature) * toInteger(inverse)) % key.n;
  const signature = fromInteger(s, key.length);
  if (!(await verify(key, prepared, signature))) throw new Error('the signature is not good');
  return signature;
}

/** RSASSA-PSS-VERIFY by the browser's own cryptography, a second implementation of the encoding below. */
export async function verify(key, prepared, signature) {
  const algorithm = { name: 'RSA-PSS', hash: HASH };
  const imported = await crypto.subtle.importKey('spki', key.der, algorithm, false, ['verify']);
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT_LENGTH }, imported, signature, prepared);
}

/** EMSA-PSS-ENCODE (RFC 8017, 9.1.1) for a modulus of a whole number of bytes: one bit less than the modulus. */
async function encode(message, key, salt) {
  const hash = await digest(HASH, message);
  const h = await digest(HASH, concat(new Uint8Array(8), hash, salt));
  const padding = new Uint8Array(key.length - salt.length - HASH_LENGTH - 2);
  const block = concat(padding, Uint8Array.of(1), salt);
  const mask = await stretch(h, block.length);
  const masked = block.map((byte, index) => byte ^ mask[index]);
  masked[0] &= 0x7f;
  return concat(masked, h, Uint8Array.of(0xbc));
}

/** MGF1 (RFC 8017, B.2.1). */
async function stretch(seed, length) {
  const blocks = [];
  for (let counter = 0; counter * HASH_LENGTH < length; counter += 1) {
    blocks.push(await digest(HASH, concat(seed, Uint8Array.of(0, 0, counter >> 8, counter & 255))));
  }
  return concat(...blocks).subarray(0, length);
}

/** A random number from 1 to n − 1 that has an inverse: drawn again until it fits, so that every one is as likely. */
function unit(key) {
  for (;;) {
    const r = toInteger(random(key.length));
    if (r > 0n && r < key.n && invert(r, key.n) !== null) return r;
  }
}

function power(base, exponent, modulus) {
  let result = 1n;
  for (let square = base, rest = exponent; rest; rest >>= 1n, square = (square * square) % modulus) {
    if (rest & 1n) result = (result * square) % modulus;
  }
  return result;
}

/** Inverse of `a` modulo `n` by Euclid's algorithm; null if they share a factor. */
export function invert(a, n) {
  let [r, next] = [n, ((a % n) + n) % n];
  let [t, nextT] = [0n, 1n];
  while (next) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  return r === 1n ? (t < 0n ? t + n : t) : null;
}
