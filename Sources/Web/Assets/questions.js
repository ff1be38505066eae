// The form's questions: what has been answered, what is missing, and the answers in words.
import { isAsked, isOn } from './routing.js';
import { words as say } from './words.js';

const fields = (form) => [...form.elements].filter((field) => field.name && field.matches('input, textarea'));
const asked = (form) => (isOn(form) ? fields(form).filter(isAsked) : []);
const parts = (field) => field.closest('.month')?.querySelectorAll('input');

/** Answers by column: a text, or a list of texts where several may be ticked, and of month and year. What was left out or not asked is not there. */
export function read(forms) {
  const answers = Object.create(null);
  for (const field of forms.flatMap(asked)) {
    if (field.type === 'checkbox') {
      if (field.checked) (answers[field.name] ??= []).push(field.value);
    } else if (field.type === 'radio') {
      if (field.checked) answers[field.name] = field.value;
    } else if (parts(field)) {
      if (field.value.trim()) (answers[field.name] ??= []).push(field.value.trim());
    } else if (field.value.trim()) {
      answers[field.name] = field.value.trim();
    }
  }
  return answers;
}

export function restore(forms, answers) {
  for (const field of forms.flatMap(fields)) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = [answer].flat().includes(field.value);
    else field.value = (parts(field) ? [answer ?? []].flat()[[...parts(field)].indexOf(field)] : answer) ?? '';
  }
  forms.forEach(showClearing);
}

/** What has to be put right on one page: `{ name, text }`, in the order of the page. */
export function faults(form) {
  const answers = read([form]);
  const found = new Map();
  for (const field of asked(form)) {
    const answer = answers[field.name];
    const text = answer === undefined ? missing(field) : unfit(field, answer);
    if (text && !found.has(field.name)) found.set(field.name, text);
  }
  return [...found].map(([name, text]) => ({ name, text }));
}

/** A needed question is missing when none of its fields is answered; its first field says so. */
function missing(field) {
  const question = field.closest('.needed');
  if (!question || field !== question.querySelector('input, textarea')) return null;
  const answered = [...question.querySelectorAll('input, textarea')]
    .some((other) => (other.matches('[type=radio], [type=checkbox]') ? other.checked : other.value.trim()));
  return answered ? null : say('needed');
}

function unfit(field, answer) {
  const { lowest, highest, limit } = field.dataset;
  if (parts(field)) return isMonth(answer, field.dataset) ? null : say('month');
  if (lowest && !inRange(answer, field.dataset)) return say('wholeNumber', { lowest, highest });
  const length = [...answer].length;
  return limit && length > Number(limit) ? say('tooLong', { limit, n: length }) : null;
}

function inRange(answer, { lowest, highest }) {
  return /^-?\d{1,9}$/.test(answer) && Number(answer) >= Number(lowest) && Number(answer) <= Number(highest);
}

function isMonth([month, year], range) {
  if (!/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year) || month < 1 || month > 12) return false;
  return inRange(String(Number(year) * 12 + Number(month) - 1), range);
}

/** The block that asks for `name`: a fieldset or the box around a text field. */
export const block = (form, name) => fields(form).find((field) => field.name === name)?.closest('.ask');

export const words = (part) => part.querySelector('legend, label').firstChild.textContent.trim();

/** Each question of a page with its answer in words; null where it was left out. */
export function summary(form) {
  return [...form.querySelectorAll('.ask')].filter((part) => !part.closest('.question').hidden).map((part) => {
    const chosen = [...part.querySelectorAll('input:checked')].map((field) => field.labels[0].textContent);
    const written = [...part.querySelectorAll('textarea, input[type=text]')].map((field) => field.value.trim()).join(' ').trim();
    return { part, question: words(part), answer: chosen.join(', ') || written || null };
  });
}

/** “Prefer not to say” and the other answers take each other's ticks away. */
export function settle(field) {
  if (field.type !== 'checkbox' || !field.checked) return;
  const apart = field.closest('.apart') !== null;
  for (const other of field.closest('.ask').querySelectorAll('input:checked')) {
    if (other !== field && (apart || other.closest('.apart'))) other.checked = false;
  }
}

/** A radio button cannot be taken back by itself: where a question may be left out, a button does it. */
export function showClearing(form) {
  for (const button of form.querySelectorAll('button.clear')) {
    button.hidden = !button.closest('.ask').querySelector('input:checked');
  }
}

export function clear(button) {
  const part = button.closest('.ask');
  for (const field of part.querySelectorAll('input:checked')) field.checked = false;
  part.querySelector('input').focus();
  button.hidden = true;
}
