// The same page in another language, put in place of this one: what somebody has entered stays, and so does what this page alone knows.
import { getText } from './transport.js';

const fields = () => [...document.querySelectorAll('input:not([type=hidden]), textarea')];

/** Exchanges the page for the one at `link`. */
export async function exchange(link) {
  const text = await getText(link);
  const page = new DOMParser().parseFromString(text, 'text/html');
  const entered = new Map(fields().map((field) => [field.id, field]));
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  document.body.replaceChildren(...page.body.childNodes);
  history.replaceState(history.state, '', new URL(link).pathname);
  return () => {
    for (const field of fields()) {
      const before = entered.get(field.id);
      if (before) Object.assign(field, { checked: before.checked, value: before.value });
    }
  };
}
