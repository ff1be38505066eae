// Takes one response back with its receipt.
import { show, showProblem } from './steps.js';
import { Refusal, post } from './transport.js';

const form = document.getElementById('withdraw');
let busy = false;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const receipt = form.elements.receipt.value.trim();
  if (!receipt) return showProblem('Please write your receipt code.', '', [{ form, name: 'receipt', text: 'Nothing written.' }]);
  if (busy) return;
  busy = true;
  try {
    await post(form.action, { receipt });
    form.reset();
    show('withdrawn', { add: false });
  } catch (error) {
    const known = error instanceof Refusal;
    showProblem(known ? error.what : 'This browser could not do this.', known ? error.remedy : 'Try another browser.');
  } finally {
    busy = false;
  }
});
