// Answering with a slip's code instead of an invitation.
import { random, toBase64url } from './bytes.js';
import { NAME } from './tab.js';

const ROUNDS = 300_000;

/** The code as the paper has it, whatever was typed for it. */
const plain = (code) => code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

/** The name of a slip's record in this browser, slow to work out: a code is short enough to be guessed from a quick one. */
export async function slipName(code) {
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', bytes(plain(code)), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(`slip ${NAME}`), iterations: ROUNDS };
  return toBase64url(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

/** What is sent with the answers: the random number lets a lost reply be asked for again by this browser and by no other. */
export const slipRight = (code) => ({ code, attempt: toBase64url(random(16)) });
