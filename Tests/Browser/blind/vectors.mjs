// Checks of the scripts' arithmetic that run the same in Node and in a browser: each returns a list of what went wrong.
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

// openssl genrsa 1024 | openssl rsa -pubout -outform DER
const SMALL =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7e6eAkTakON_J2aR99vYa-IjLsfxo3Bo7T4NYJk2i10d7JaAXSu6u4A1xWhts' +
  '0XF1DowkTUx27ghIJB37xi3YI8CpfDAgVDm2deGFk0NxmrFIM7f3c8gCfXj18hH-QbtRqCfiuBSamCOKPLqqIYDCAazGY1Nv1kCR' +
  'CfQ92lrYdQIDAQAB';

// The vector's key written as SubjectPublicKeyInfo by OpenSSL 3.0 (asn1parse -genconf, rsa -RSAPublicKey_in -pubout): dgst -sha256.
const FINGERPRINT = 'ff428ba05045573209088fb5b288eba53098e119b9dd926ed507ed9c1f530c12';

/** A key has one spelling: everything cut short, lengthened, changed in its frame, even, too small or with another exponent is refused. */
export async function checkKey(vector, { readKey, fingerprint }, { concat, fromBase64url }) {
  const wrong = [];
  const der = await spki(vector.n, vector.e);
  if (readKey(der).length !== 512) wrong.push('the key is not read');
  if (hex(await fingerprint(der)) !== FINGERPRINT) wrong.push('the fingerprint is another');
  const refused = (bytes, what) => {
    try { readKey(bytes); } catch (error) { if (error instanceof TypeError) return; }
    wrong.push(`${what} is taken`);
  };
  const changed = (at, change) => {
    const copy = der.slice();
    copy[at] = change(copy[at]);
    return copy;
  };
  for (let cut = 0; cut < der.length; cut += 1) refused(der.subarray(0, cut), `a key of ${cut} bytes`);
  refused(concat(der, Uint8Array.of(0)), 'a key with a byte behind it');
  for (let at = 0; at < 32; at += 1) refused(changed(at, (byte) => byte ^ 0x80), `another byte ${at}`);
  refused(changed(der.length - 6, (byte) => byte & 0xfe), 'an even modulus');
  refused(changed(der.length - 1, () => 3), 'another exponent');
  refused(fromBase64url(SMALL), 'a key of 1024 bits');
  return wrong;
}

/** base64url has one spelling, and numbers keep their leading zeros. */
export function checkBytes({ fromBase64url, toBase64url, fromInteger, toInteger, random, equal }) {
  const wrong = [];
  for (let length = 1; length < 40; length += 1) {
    const some = random(length);
    some[0] = length % 3 ? some[0] : 0;
    if (!equal(fromBase64url(toBase64url(some)), some)) wrong.push(`${hex(some)} as text`);
    if (!equal(fromInteger(toInteger(some), length), some)) wrong.push(`${hex(some)} as a number`);
  }
  for (const bad of ['A', 'AB', '*A', 'AA==', 'AAAA\n', 'é', 7, null, undefined]) {
    if (fromBase64url(bad) !== null) wrong.push(`${bad} is taken`);
  }
  for (const number of [256n, -1n]) {
    try { fromInteger(number, 1); wrong.push(`${number} fits`); } catch { /* as it should */ }
  }
  return wrong;
}
