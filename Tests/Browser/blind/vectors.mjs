// Checks of the blind signature that run the same in Node and in a browser: each returns a list of what went wrong.
export const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SubjectPublicKeyInfo of a key given by its numbers, made by WebCrypto. */
export async function spki(n, e) {
  const text = (value) => btoa(String.fromCharCode(...bytes(value))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const exponent = e.length % 2 ? '0' + e : e;
  const key = await crypto.subtle.importKey(
    'jwk', { kty: 'RSA', n: text(n), e: text(exponent.replace(/^(00)+/, '')) }, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
  return new Uint8Array(await crypto.subtle.exportKey('spki', key));
}

/** Modular power, written apart from the module under test. */
export function power(base, exponent, modulus) {
  let result = 1n;
  for (const bit of exponent.toString(2)) result = (result * result * (bit === '1' ? base : 1n)) % modulus;
  return result;
}

/** The vector's blinded message and signature, number for number. */
export async function checkVector(vector, { blind, finalize, verify, invert }, { readKey }) {
  const wrong = [];
  const key = readKey(await spki(vector.n, vector.e));
  const expect = (what, got, wanted) => { if (got !== wanted) wrong.push(`${what}: ${got} instead of ${wanted}`); };
  expect('modulus', key.n.toString(16), vector.n.replace(/^0+/, ''));
  const prepared = bytes(vector.prepared_msg);
  expect('prepared message', vector.prepared_msg, vector.msg_prefix + vector.msg);
  const r = invert(BigInt('0x' + vector.inv), key.n);
  const { blinded, inverse } = await blind(key, prepared, { salt: bytes(vector.salt), r });
  expect('blinded message', hex(blinded), vector.blinded_msg);
  expect('inverse', hex(inverse), vector.inv);
  expect('signature', hex(await finalize(key, prepared, bytes(vector.blind_sig), inverse)), vector.sig);
  const bad = bytes(vector.sig);
  bad[100] ^= 1;
  expect('a changed signature is good', await verify(key, prepared, bad), false);
  return wrong;
}

/** Fresh randomness with the vector's key: what comes back is good, and no two blindings look alike. */
export async function checkRandom(vector, { blind, finalize, prepare }, { readKey }) {
  const wrong = [];
  const key = readKey(await spki(vector.n, vector.e));
  const seen = new Set();
  const token = crypto.getRandomValues(new Uint8Array(32));
  for (let round = 0; round < 3; round += 1) {
    const prepared = prepare(token);
    if (hex(prepared.subarray(32)) !== hex(token)) wrong.push('the token does not end the message');
    const { blinded, inverse } = await blind(key, prepared);
    const signed = power(BigInt('0x' + hex(blinded)), BigInt('0x' + vector.d), key.n);
    const answer = bytes(signed.toString(16).padStart(2 * key.length, '0'));
    await finalize(key, prepared, answer, inverse);
    answer[5] ^= 4;
    const refused = await finalize(key, prepared, answer, inverse).then(() => false, () => true);
    if (!refused) wrong.push('a wrong signature was taken');
    seen.add(hex(blinded)).add(hex(prepared)).add(hex(inverse));
  }
  if (seen.size !== 9) wrong.push('two blindings share a number');
  return wrong;
}
