// What somebody is about to send, with a way back to each question.
import { summary } from './questions.js';
import { words } from './words.js';

/** Fills the last look; `locked` answers cannot be changed, because they may have arrived. */
export function fill(forms, locked, open) {
  document.getElementById('summary').replaceChildren(...forms.flatMap((form) => summary(form).map((line) => row(form, line, locked, open))));
}

function row(form, { part, question, answer }, locked, open) {
  const term = document.createElement('dt');
  term.textContent = question;
  const value = document.createElement('dd');
  value.textContent = answer ?? words('leftOut');
  if (!answer) value.className = 'left-out';
  const change = document.createElement('dd');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = words('change');
  button.setAttribute('aria-label', words('changeOf', { question }));
  button.disabled = locked;
  button.addEventListener('click', () => {
    open(form.id);
    part.querySelector('input, textarea').focus();
  });
  change.append(button);
  const line = document.createElement('div');
  line.append(term, value, change);
  return line;
}
