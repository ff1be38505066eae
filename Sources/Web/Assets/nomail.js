// Says that the person of this invitation wants no more mail. The address forgets the invitation at once; nothing is kept.
import { fromBase64url } from './bytes.js';
import { show, showProblem } from './steps.js';
import { Refusal, post } from './transport.js';

const form = document.getElementById('no-mail');
const invitation = new URLSearchParams(location.hash.slice(1)).get('i');
history.replaceState(null, '', location.pathname);
let busy = false;

if (fromBase64url(invitation)?.length !== 16) {
  form.hidden = true;
  showProblem('This page does not know your invitation.', 'Open the whole link from the message again, or reply to it with the word STOP.');
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  try {
    await post(form.action, { invitation });
    show('stopped', { add: false });
  } catch (error) {
    const known = error instanceof Refusal;
    showProblem(known ? error.what : 'This browser could not do this.', known ? error.remedy : 'Reply to the message with the word STOP.');
  } finally {
    busy = false;
  }
});
