// What this tab knows of the invitation, so that the page can be loaded again: it ends with the tab.
import { fromBase64url } from './bytes.js';
import { recordName } from './store.js';

// The wave's address, whichever language it is read in.
export const NAME = `hearth ${location.pathname.split('/').slice(0, 3).join('/')}`;

/**
 * The invitation from the address, which forgets it at once, or else what this tab remembers.
 *
 * `{ name, invitation }` or `{ receipt }`; null when neither knows anything. The invitation is null once the right is held.
 */
export async function take() {
  const fragment = location.hash.slice(1);
  history.replaceState({ step: 'information' }, '', location.pathname);
  const remembered = read();
  if (!fragment && remembered) return { ...remembered, invitation: parse(remembered.secret, remembered.key) };
  const values = new URLSearchParams(fragment);
  const invitation = parse(values.get('i'), values.get('k'));
  if (!invitation) return null;
  const name = await recordName(invitation.secret, invitation.key);
  write({ name, secret: values.get('i'), key: values.get('k') });
  return { name, invitation };
}

function parse(i, k) {
  const [secret, key] = [fromBase64url(i), fromBase64url(k)];
  return secret?.length === 16 && key?.length === 32 ? { secret, key } : null;
}

/** Keeps only where this tab's answers are kept. */
export function forgetSecret() {
  const remembered = read();
  if (remembered) write({ name: remembered.name });
}

export const remember = (name) => write({ name });
export const keepReceipt = (receipt) => write({ receipt });
export const forget = () => sessionStorage.removeItem(NAME);

const read = () => JSON.parse(sessionStorage.getItem(NAME) ?? 'null');
const write = (value) => sessionStorage.setItem(NAME, JSON.stringify(value));
