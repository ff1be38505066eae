// Takes one response back with its receipt.
import { show, showProblem } from './steps.js';
import { Refusal, post } from './transport.js';
import { said, words } from './words.js';

const form = document.getElementById('withdraw');
let busy = false;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const receipt = form.elements.receipt.value.trim();
  if (!receipt) return showProblem(words('noCode'), '', [{ form, name: 'receipt', text: words('nothingWritten') }]);
  if (busy) return;
  busy = true;
  try {
    await post(form.action, { receipt });
    form.reset();
    show('withdrawn', { add: false });
  } catch (error) {
    showProblem(...(error instanceof Refusal ? [error.what, error.remedy] : said('browserCannot')));
  } finally {
    busy = false;
  }
});
