// Collects the right to answer: a token that the server has signed without seeing it.
import { PREFIX_LENGTH, TOKEN_LENGTH, blind, finalize, prepare } from './blind.js';
import { equal, fromBase64url, random, toBase64url } from './bytes.js';
import { fingerprint, readKey } from './key.js';
import { Refusal, get, post } from './transport.js';

/**
 * Returns `{ key, salt, token, signature }` in base64url, all that is sent with the answers later.
 *
 * The blinding is kept before it is sent: if the reply is lost, the same value is sent again, and only that one is signed again.
 */
export async function collectRight(invitation, consent, state, kept, links) {
  const key = await offeredKey(invitation, links.keys);
  if (!state.blinding) {
    const prepared = prepare(random(TOKEN_LENGTH));
    const { blinded, inverse } = await blind(key, prepared);
    state.blinding = { prepared: toBase64url(prepared), blinded: toBase64url(blinded), inverse: toBase64url(inverse) };
    await kept.save(state, { begin: true });
  }
  const { blinded } = state.blinding;
  const reply = await post(links.right, { invitation: toBase64url(invitation.secret), blinded, consent });
  const prepared = fromBase64url(state.blinding.prepared);
  const signed = fromBase64url(reply.signature) ?? new Uint8Array();
  const signature = await finalize(key, prepared, signed, fromBase64url(state.blinding.inverse)).catch(() => {
    throw new Refusal('signature');
  });
  return {
    key: toBase64url(invitation.key),
    salt: toBase64url(prepared.subarray(0, PREFIX_LENGTH)),
    token: toBase64url(prepared.subarray(PREFIX_LENGTH)),
    signature: toBase64url(signature),
  };
}

/** The key that the invitation names, whatever the server calls it: a key for one person alone would give them away. */
async function offeredKey(invitation, link) {
  const { keys } = await get(link);
  const wanted = toBase64url(invitation.key);
  const der = fromBase64url(keys.find((offered) => offered.fingerprint === wanted)?.der);
  if (!der || !equal(await fingerprint(der), invitation.key)) {
    throw new Refusal('otherKey');
  }
  return readKey(der);
}
