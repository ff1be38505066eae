// The form's questions: what has been answered, what is missing, and the answers in words.

const fields = (form) => [...form.elements].filter((field) => field.name && field.matches('input, textarea'));

/** Answers by column: a text, or a list of texts where several may be ticked. What was left out is not there. */
export function read(forms) {
  const answers = Object.create(null);
  for (const field of forms.flatMap(fields)) {
    if (field.type === 'checkbox') {
      if (field.checked) (answers[field.name] ??= []).push(field.value);
    } else if (field.type === 'radio') {
      if (field.checked) answers[field.name] = field.value;
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
    else field.value = answer ?? '';
  }
  forms.forEach(showClearing);
}

/** What has to be put right on one page: `{ name, text }`, in the order of the page. */
export function faults(form) {
  const answers = read([form]);
  const found = new Map();
  for (const field of fields(form)) {
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
  return answered ? null : 'Please answer this question.';
}

function unfit(field, answer) {
  const { lowest, highest, limit } = field.dataset;
  if (lowest && !inRange(answer, field.dataset)) return `Please write a whole number from ${lowest} to ${highest}.`;
  const length = [...answer].length;
  return limit && length > Number(limit) ? `Please shorten this to ${limit} characters; it has ${length}.` : null;
}

function inRange(answer, { lowest, highest }) {
  return /^-?\d{1,9}$/.test(answer) && Number(answer) >= Number(lowest) && Number(answer) <= Number(highest);
}

/** The block that asks for `name`: a fieldset or the box around a text field. */
export const block = (form, name) => fields(form).find((field) => field.name === name)?.closest('.ask');

export const words = (part) => part.querySelector('legend, label').firstChild.textContent.trim();

/** Each question of a page with its answer in words; null where it was left out. */
export function summary(form) {
  return [...form.querySelectorAll('.ask')].map((part) => {
    const chosen = [...part.querySelectorAll('input:checked')].map((field) => field.labels[0].textContent);
    const written = part.querySelector('textarea, input[type=text]')?.value.trim();
    return { part, question: words(part), answer: chosen.join(', ') || written || null };
  });
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
