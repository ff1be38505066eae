// One step of the page at a time, and the box that says what has to be put right.
import { block, words } from './questions.js';
import { words as say } from './words.js';

const all = () => [...document.querySelectorAll('.step')];
const title = () => document.querySelector('.masthead p').textContent;

export const current = () => all().find((step) => !step.hidden);
export const step = (name) => document.getElementById(`step-${name}`);

/** Shows one step and puts the focus on its heading. `add` makes an entry for the browser's back button, `replace` changes the one there is. */
export function show(name, { add = true, replace = false } = {}) {
  for (const other of all()) other.hidden = other.id !== `step-${name}`;
  clearProblem();
  if (replace) history.replaceState({ step: name }, '');
  else if (add) history.pushState({ step: name }, '');
  const heading = current().querySelector('h1');
  document.title = `${heading.textContent} – ${title()}`;
  heading.focus();
  scrollTo(0, 0);
}

export function clearProblem() {
  document.getElementById('problem').hidden = true;
  for (const note of document.querySelectorAll('.fault, .guard')) note.remove();
  for (const field of document.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    describe(field, '');
  }
}

/** Says what is wrong; `fields` are `{ form, name, text }`, each with a link to its question. */
export function showProblem(what, remedy = '', fields = []) {
  clearProblem();
  const problem = document.getElementById('problem');
  problem.querySelector('h2').textContent = what;
  problem.querySelector('p').textContent = remedy;
  problem.querySelector('p').hidden = !remedy;
  const list = problem.querySelector('ul');
  list.replaceChildren(...fields.map(line));
  list.hidden = !fields.length;
  problem.hidden = false;
  document.title = `${say('problem', { what })} – ${title()}`;
  problem.focus();
}

/** Says something about fields that need not be put right, and puts the focus on the first. */
export function showNotes(notes) {
  clearProblem();
  for (const { form, name, text } of notes) {
    const note = document.createElement('p');
    note.className = 'notice guard';
    note.tabIndex = -1;
    note.textContent = text;
    block(form, name).append(note);
  }
  document.querySelector('.guard').focus();
}

function line({ form, name, text }) {
  const part = block(form, name);
  const first = part.querySelector('input, textarea');
  const note = document.createElement('p');
  note.className = 'fault';
  note.id = `fault-${name}`;
  note.textContent = text;
  (part.querySelector('legend, label')).after(note);
  for (const field of part.querySelectorAll('input, textarea')) {
    field.setAttribute('aria-invalid', 'true');
    describe(field, note.id);
  }
  const link = document.createElement('a');
  link.href = `#${first.id}`;
  link.textContent = `${words(part)} – ${text}`;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    first.focus();
  });
  const item = document.createElement('li');
  item.append(link);
  return item;
}

/** The field's own hint stays; the note about what is wrong comes first. */
function describe(field, note) {
  const hints = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && !id.startsWith('fault-'));
  const all = [note, ...hints].filter(Boolean).join(' ');
  if (all) field.setAttribute('aria-describedby', all);
  else field.removeAttribute('aria-describedby');
}
