// What the scripts say, in the language of the page: the page holds the words, by name.

/** The words of that name; `{key}` becomes `values.key`. */
export function words(name, values = {}) {
  const text = document.querySelector(`#words > data[value="${name}"]`)?.textContent ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (Object.hasOwn(values, key) ? values[key] : whole));
}

/** What is wrong, and what to do about it. */
export function said(name) {
  const [what, remedy = ''] = words(name).split('\n');
  return [what, remedy];
}

export const knows = (name) => /^\w+$/.test(name ?? '') && document.querySelector(`#words > data[value="${name}"]`) !== null;
