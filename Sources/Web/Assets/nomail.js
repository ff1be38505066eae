// Says that the person of this invitation wants no more mail. The address forgets the invitation at once; nothing is kept.
import { fromBase64url } from './bytes.js';
import { show, showProblem } from './steps.js';
import { Refusal, post } from './transport.js';
import { said } from './words.js';

const form = document.getElementById('no-mail');
const known = secret(location.hash);
history.replaceState(null, '', location.pathname);
document.getElementById('asked-link').hidden = known !== null;
let busy = false;

/** The invitation in a link, or in what stands behind # in it. */
function secret(link) {
  const text = link.replace(/\s/g, '');
  const value = (text.includes('#i=') ? text.split('#i=')[1] : text).split('&')[0];
  return fromBase64url(value)?.length === 16 ? value : null;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const invitation = known ?? secret(form.elements.link.value);
  if (!invitation) return showProblem(...said('noStopLink'));
  if (busy) return;
  busy = true;
  try {
    await post(form.action, { invitation });
    show('stopped', { add: false });
  } catch (error) {
    showProblem(...(error instanceof Refusal ? [error.what, error.remedy] : said('cannotStop')));
  } finally {
    busy = false;
  }
});
