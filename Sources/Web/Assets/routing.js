// Which pages and questions are asked after which answers. Conditions look back, so one pass in order decides; the server checks the same.
import { words } from './words.js';

const question = (field) => field.closest('.question');

/** Whether every question that a condition names has one of its answers. */
function holds(part, given) {
  const conditions = Object.entries(JSON.parse(part.dataset.when ?? '{}'));
  return conditions.every(([name, options]) => (given.get(name) ?? []).some((answer) => options.includes(answer)));
}

/** Shows what is asked and hides the rest; answers to what is hidden count for nothing. */
export function route(forms) {
  const given = new Map();
  for (const form of forms) {
    const shown = holds(form, given);
    let any = false;
    for (const part of form.querySelectorAll('.question')) {
      part.hidden = !shown || !holds(part, given);
      if (part.hidden) continue;
      any = true;
      for (const field of part.querySelectorAll('input:checked')) {
        given.set(field.name, [...given.get(field.name) ?? [], field.value]);
      }
    }
    const says = form.closest('.step').querySelector('h1 ~ p:not(.progress, .notice)');
    form.dataset.off = String(!shown || !(any || says));
  }
  return forms.filter(isOn);
}

export const isOn = (form) => form.dataset.off !== 'true';
export const isAsked = (field) => question(field)?.hidden !== true;

/** Where somebody is among the pages that they are asked. */
export function showProgress(forms) {
  const shown = forms.filter(isOn);
  for (const [index, form] of shown.entries()) {
    const place = form.closest('.step').querySelector('.progress');
    place.querySelector('span').textContent = words('pageOf', { n: index + 1, count: shown.length });
    const bar = place.querySelector('progress');
    bar.max = shown.length;
    bar.value = index + 1;
  }
}

/** On a narrow screen every question gets a page of its own. */
export function split() {
  if (!matchMedia('(max-width: 40rem)').matches) return;
  for (const form of document.querySelectorAll('form.page')) {
    let step = form.closest('.step');
    for (const [index, part] of [...form.querySelectorAll('.question')].entries()) {
      if (!index) continue;
      const name = `${form.id}-${index + 1}`;
      const own = step.cloneNode(false);
      own.id = `step-${name}`;
      own.hidden = true;
      const copy = form.cloneNode(false);
      copy.id = name;
      const buttons = form.querySelector('.buttons').cloneNode(true);
      if (!buttons.querySelector('.go')) buttons.append(document.querySelector('#send .go').cloneNode(true));
      copy.append(part, buttons);
      own.append(...['h1', '.progress'].map((name) => step.querySelector(name).cloneNode(true)), copy);
      step.after(own);
      step = own;
    }
  }
}
