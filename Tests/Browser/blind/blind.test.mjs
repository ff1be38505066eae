// node --test Tests/Browser/blind: the checks that the browser tests run in Chromium, in a second.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as checks from './vectors.mjs';

const assets = new URL('../../../Sources/Web/Assets/', import.meta.url);
const [blind, key, bytes] = await Promise.all(['blind.js', 'key.js', 'bytes.js'].map((name) => import(new URL(name, assets))));
const { vectors } = JSON.parse(readFileSync(new URL('rfc9474.json', import.meta.url), 'utf8'));

for (const vector of vectors) {
  test(`${vector.name}: blinded message, inverse and signature of RFC 9474, number for number`, async () => {
    assert.deepEqual(await checks.checkVector(vector, blind, key), []);
  });
  test('Fresh blindings come back good, differ, and a wrong signature is refused', async () => {
    assert.deepEqual(await checks.checkRandom(vector, blind, key), []);
  });
  test('A key has one spelling', async () => assert.deepEqual(await checks.checkKey(vector, key, bytes), []));
}
test('Bytes have one spelling', () => assert.deepEqual(checks.checkBytes(bytes), []));
