// Somebody's own scores, worked out here and shown here. Nothing of it is sent or kept.
import { words } from './words.js';

/** One scale's score; null with fewer answers than it needs. */
export function score(scale, answers) {
  const values = [];
  for (const [index, column] of scale.columns.entries()) {
    if (!Object.hasOwn(answers, column)) continue;
    const code = Number(answers[column]);
    const turned = scale.turned[index] == null ? code : scale.turned[index] - code;
    values.push(scale.points[turned] ?? turned);
  }
  if (!values.length || values.length < scale.minimum) return null;
  const sum = values.reduce((a, b) => a + b, 0);
  if (Object.keys(scale.lookup).length) return scale.lookup[sum] ?? null;
  const mean = sum / values.length;
  return scale.isMean ? mean : mean * scale.columns.length;
}

/** The name of the last band that begins at or below a score. */
export function band(scale, value) {
  const factor = 10 ** (scale.decimals ?? 9);
  const rounded = Math.round(value * factor) / factor;
  return scale.bands.findLast(({ from }) => (from ?? -Infinity) <= rounded)?.label;
}

/** Fills the page with the scores of the scales that were asked; false when there is none. */
export function showScores(answers) {
  const list = document.getElementById('scores');
  if (!list || !answers) return false;
  const scales = [...document.querySelectorAll('#scales > data')].map((part) => ({ title: part.textContent, ...JSON.parse(part.value) }));
  const asked = scales.filter((scale) => scale.columns.some((column) => Object.hasOwn(answers, column)));
  list.replaceChildren(...asked.flatMap((scale) => lines(scale, score(scale, answers))));
  return asked.length > 0;
}

function lines(scale, value) {
  const term = document.createElement('dt');
  term.textContent = scale.title;
  const said = document.createElement('dd');
  said.textContent = value === null ? words('noScore') : sentence(scale, value);
  if (value === null) return [term, said];
  const bar = document.createElement('meter');
  Object.assign(bar, { min: scale.lowest, max: scale.highest, value });
  bar.setAttribute('aria-hidden', 'true');
  const picture = document.createElement('dd');
  picture.append(bar);
  return [term, said, picture];
}

function sentence(scale, value) {
  const shown = (number) => number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  const parts = [words('score', { score: shown(value), lowest: shown(scale.lowest), highest: shown(scale.highest) })];
  if (scale.direction === 'better') parts.push(words('higherBetter'));
  if (scale.direction === 'worse') parts.push(words('higherWorse'));
  const name = band(scale, value);
  if (name) parts.push(words('band', { band: name }));
  return parts.join(' ');
}
