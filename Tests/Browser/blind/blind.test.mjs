// node --test Tests/Browser/blind
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const assets = new URL('../../../Sources/Web/Assets/', import.meta.url);
const blind = await import(new URL('blind.js', assets));
const key = await import(new URL('key.js', assets));
const byte = await import(new URL('bytes.js', assets));
const { checkRandom, checkVector, hex, spki } = await import('./vectors.mjs');
const { vectors } = JSON.parse(readFileSync(new URL('rfc9474.json', import.meta.url), 'utf8'));
const der = await spki(vectors[0].n, vectors[0].e);

for (const vector of vectors) {
  test(`${vector.name}: blinded message, inverse and signature of RFC 9474, number for number`, async () => {
    assert.deepEqual(await checkVector(vector, blind, key), []);
  });
}

test('Fresh blindings come back good, differ, and a wrong signature is refused', async () => {
  assert.deepEqual(await checkRandom(vectors[0], blind, key), []);
});

// openssl genrsa 1024 | openssl rsa -pubout -outform DER
const SMALL = byte.fromBase64url(
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7e6eAkTakON_J2aR99vYa-IjLsfxo3Bo7T4NYJk2i10d7JaAXSu6u4A1xWhts0XF1DowkTU' +
  'x27ghIJB37xi3YI8CpfDAgVDm2deGFk0NxmrFIM7f3c8gCfXj18hH-QbtRqCfiuBSamCOKPLqqIYDCAazGY1Nv1kCRCfQ92lrYdQIDAQAB');

test('A key has one spelling: cut short, lengthened or changed bytes of its frame are refused', () => {
  assert.equal(key.readKey(der).length, 512);
  for (let cut = 0; cut < der.length; cut += 1) assert.throws(() => key.readKey(der.subarray(0, cut)), TypeError);
  assert.throws(() => key.readKey(byte.concat(der, Uint8Array.of(0))), TypeError);
  for (let at = 0; at < 32; at += 1) {
    const changed = der.slice();
    changed[at] ^= 0x80;
    assert.throws(() => key.readKey(changed), TypeError, `byte ${at}`);
  }
});

test('A key with an even modulus, another exponent or 1024 bits is refused', async () => {
  const even = der.slice();
  even[even.length - 6] &= 0xfe;
  assert.throws(() => key.readKey(even), TypeError);
  const exponent = der.slice();
  exponent[exponent.length - 1] = 3;
  assert.throws(() => key.readKey(exponent), TypeError);
  assert.throws(() => key.readKey(SMALL), TypeError);
});

test('The fingerprint is SHA-256 of the DER, as OpenSSL gives it', async () => {
  const { createHash } = await import('node:crypto');
  assert.equal(hex(await key.fingerprint(der)), createHash('sha256').update(der).digest('hex'));
});

test('base64url has one spelling, and numbers keep their leading zeros', () => {
  for (let length = 0; length < 40; length += 1) {
    const some = byte.random(length);
    assert.deepEqual(byte.fromBase64url(byte.toBase64url(some)), some);
    if (length) assert.deepEqual(byte.fromInteger(byte.toInteger(some), length), some);
  }
  for (const bad of ['A', 'AB', '*A', 'AA==', 'AAAA\n', 'é', 7, null, undefined]) assert.equal(byte.fromBase64url(bad), null);
  assert.throws(() => byte.fromInteger(256n, 1), RangeError);
  assert.throws(() => byte.fromInteger(-1n, 1), RangeError);
});
