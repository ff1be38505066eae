// A participant's way through one wave: information, consent, the right to answer, the questions, the receipt.
//
// Two requests matter. The first shows the invitation and gets a blind signature: the server learns who took up their right. The
// second carries answers and the signed token: the server learns what was answered. Nothing in the second was in the first.
import * as tab from './tab.js';
import { pointers } from './guard.js';
import { exchange } from './language.js';
import { block, clear, faults, read, restore, settle, showClearing } from './questions.js';
import { fill } from './review.js';
import { collectRight } from './right.js';
import { isOn, route, showProgress, split } from './routing.js';
import { showScores } from './scores.js';
import { current, show, showNotes, showProblem, step } from './steps.js';
import { slipName, slipRight } from './slip.js';
import { Kept } from './store.js';
import { Refusal, post } from './transport.js';
import { said, words } from './words.js';

const PAUSE = 600;
const RETRY = 30_000;

let forms = [];
let links = {};
let slip = null; // a slip's code, instead of an invitation
let invitation = null; // { secret, key } in bytes: from the link, until the right is held
let kept = null;
let state = {}; // { blinding } while asking, { right, answers, step } while answering, { receipt } afterwards
let sent = null; // the answers that have just been sent, for one's own scores; never kept
let retry = 0;
let noted = ''; // what the guard has pointed out already
let busy = false;

start();

async function start() {
  const bySlip = location.hash === '#slip';
  const found = await tab.take();
  invitation = found?.invitation ?? null;
  kept = found?.name ? new Kept(found.name) : null;
  take();
  watch();
  if (found?.receipt) {
    state = { receipt: found.receipt };
    return finish();
  }
  if (!kept) return bySlip ? open('slip', { replace: true }) : showProblem(...said('noInvitation'));
  ready();
  await goOn();
}

/** Goes on with what this browser has kept; false when there is nothing. */
async function goOn() {
  state = await kept.load() ?? {};
  if (!state.right) return false;
  restore(forms, state.answers ?? {});
  follow();
  document.getElementById('welcome-back').hidden = false;
  open(state.step ?? 'page-1', { replace: true });
  return true;
}

/** What is said to people with an invitation and what to people with a slip; without either nobody goes on. */
function ready() {
  document.getElementById('begin').hidden = !kept;
  for (const id of ['by-link', 'right-note']) document.getElementById(id).hidden = Boolean(slip);
  document.getElementById('by-slip').hidden = !slip;
  document.getElementById('to-slip').parentElement.hidden = Boolean(slip);
}

/** Takes hold of the page as it stands now: it is exchanged for another when the language is. */
function take() {
  split();
  forms = [...document.querySelectorAll('form.page')];
  links = {
    keys: document.getElementById('keys')?.href ?? links.keys,
    right: document.getElementById('right').action,
    response: document.getElementById('send').action,
  };
  for (const button of document.querySelectorAll('button.go')) button.addEventListener('click', () => go(button));
  on('slip', () => patiently(enterCode));
  document.getElementById('to-slip').addEventListener('click', (event) => {
    event.preventDefault();
    open('slip');
  });
  on('consent', agree);
  on('right', () => patiently(collect));
  on('send', () => patiently(send));
  for (const form of forms) {
    on(form.id, () => next(form));
    form.addEventListener('change', (event) => {
      settle(event.target);
      showClearing(form);
      follow();
      keepSoon();
    });
    form.addEventListener('input', keepSoon);
  }
  for (const button of document.querySelectorAll('button.clear')) {
    button.addEventListener('click', () => { clear(button); follow(); keepSoon(); });
  }
  for (const link of document.querySelectorAll('a.help')) link.addEventListener('click', showHelp);
  for (const link of document.querySelectorAll('a.language')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      patiently(() => translate(link.href));
    });
  }
  document.getElementById('copy').addEventListener('click', copy);
  for (const button of document.querySelectorAll('button.print')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  follow();
}

/** What belongs to the window, whatever page is in it. */
function watch() {
  // A link within the page has no step of its own.
  addEventListener('popstate', (event) => event.state && open(event.state.step, { add: false }));
  addEventListener('pagehide', () => keep());
  addEventListener('online', again);
  addEventListener('beforeunload', (event) => {
    if (state.right && !kept.lasting) event.preventDefault();
  });
}

function on(id, action) {
  document.getElementById(id).addEventListener('submit', (event) => {
    event.preventDefault();
    action();
  });
}

function follow() {
  route(forms);
  showProgress(forms);
}

function showHelp(event) {
  event.preventDefault();
  const heading = document.getElementById('support-heading');
  heading.scrollIntoView();
  heading.focus();
}

/** A button back leads to the page before this one that is asked. */
function go(button) {
  const shown = forms.filter(isOn);
  const index = button.form ? shown.indexOf(button.form) : -1;
  if (index > 0) return open(shown[index - 1].id);
  open(button.form?.id === 'send' ? shown.at(-1).id : button.value);
}

/** The page of that name, or the nearest before it that is asked. */
function page(name) {
  let index = forms.findIndex((form) => form.id === name);
  if (index < 0) index = forms.findIndex((form) => form.id === name.split('-').slice(0, 2).join('-'));
  while (index > 0 && !isOn(forms[index])) index -= 1;
  return (index < 0 ? forms.find(isOn) : forms[index]).id;
}

/** Shows a step if it is open to the person now; otherwise the nearest that is. */
function open(name, options) {
  if (state.receipt) return show(name === 'scores' && sent ? name : 'receipt', options);
  const answering = name === 'check' || name.startsWith('page-');
  if (answering !== Boolean(state.right)) name = state.right ? 'page-1' : 'information';
  // What may have arrived already is sent again as it was: it cannot be changed meanwhile.
  if (state.sending) name = 'check';
  if (name.startsWith('page-')) name = page(name);
  if (state.right) {
    state.step = name;
    keep();
  }
  if (name === 'check') review();
  show(step(name) ? name : 'information', options);
  if (name === 'check' && state.sending) showProblem(...said('notArrived'));
}

const review = () => fill(forms.filter(isOn), Boolean(state.sending), open);

/** The same step in another language. */
async function translate(link) {
  const name = current().id.slice('step-'.length);
  const restoreFields = await exchange(link);
  take();
  restoreFields();
  follow();
  forms.forEach(showClearing);
  ready();
  if (state.receipt) return finish(name);
  open(name, { add: false });
}

/** With a slip there is nothing to collect: the code itself goes with the answers. */
async function enterCode() {
  const form = document.getElementById('slip');
  const code = form.elements.code.value.trim();
  if (!code) return showProblem(words('noSlipCode'), '', [{ form, name: 'code', text: words('nothingWritten') }]);
  const before = kept;
  kept = new Kept(await slipName(code));
  if (await goOn()) return tab.remember(kept.name);
  await post(form.action, { code }).catch((error) => {
    kept = before;
    throw error;
  });
  slip = code;
  invitation = null;
  ready();
  open('information');
}

function agree() {
  const form = document.getElementById('consent');
  const missing = [...form.elements].filter((field) => field.type === 'checkbox' && !field.checked);
  if (!missing.length) return open('right');
  showProblem(...said('notAllTicked'), missing.map((field) => ({ form, name: field.name, text: words('notTicked') })));
}

/** One request at a time; what is refused is said on the page. A quiet one says nothing new when the connection fails again. */
async function patiently(work, { quiet = false } = {}) {
  if (busy) return;
  busy = true;
  const button = current().querySelector('button[type=submit]');
  button?.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } catch (error) {
    if (quiet && error.settled === false) return;
    const known = error instanceof Refusal;
    const fields = known ? locate(error.fields) : [];
    showProblem(...(known ? [error.what, error.remedy] : said('browserCannot')), fields);
  } finally {
    busy = false;
    button?.removeAttribute('aria-disabled');
  }
}

async function collect() {
  const form = document.getElementById('right');
  const device = new FormData(form).get('device');
  if (!device) return showProblem(words('chooseDevice'), '', [{ form, name: 'device', text: words('chooseOne') }]);
  if (!invitation && !slip) throw new Refusal('noInvitation');
  kept.lasting = device === 'own';
  if (!kept.lasting) tab.forget();
  // Two tabs of one invitation ask with one blinding: the second would otherwise be turned away.
  await navigator.locks.request(tab.NAME, askForRight);
  document.getElementById('kept-here').hidden = !kept.lasting;
  document.getElementById('kept-nowhere').hidden = kept.lasting;
  open('page-1');
}

async function askForRight() {
  if (kept.lasting) state = await kept.load() ?? state;
  if (state.right) return;
  const consent = document.getElementById('consent').elements.version.value;
  const right = slip ? slipRight(slip) : await collectRight(invitation, consent, state, kept, links);
  state = { right, answers: {}, step: 'page-1' };
  await kept.save(state, { begin: true });
  // From here on the page holds nothing that names the invitation.
  invitation = null;
  if (slip && kept.lasting) tab.remember(kept.name);
  slip = null;
  tab.forgetSecret();
}

function next(form) {
  const wrong = faults(form);
  if (wrong.length) return showProblem(words('putRight'), '', wrong.map((fault) => ({ form, ...fault })));
  const pointed = pointedOut(form);
  if (pointed.length) return showNotes(pointed);
  const shown = forms.filter(isOn);
  open(shown[shown.indexOf(form) + 1]?.id ?? 'check');
}

/** What may tell who somebody is, each once: whoever leaves it as it is goes on with the same button. */
function pointedOut(form) {
  const roles = [...document.querySelectorAll('.person .option:not(.apart) label')].map((label) => label.textContent);
  const found = [...form.querySelectorAll('textarea')].map((field) => ({ field, all: pointers(field.value, roles) }))
    .filter(({ all }) => all.length);
  const seen = JSON.stringify(found.map(({ field, all }) => [field.name, all]));
  if (seen === noted) return [];
  noted = seen;
  return found.map(({ field, all }) => ({
    form, name: field.name,
    text: words(all.length === 1 ? 'guardOne' : 'guardMany', { found: all.map((one) => `“${one}”`).join(', ') }),
  }));
}

let timer = 0;
function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

function keep() {
  clearTimeout(timer);
  if (!state.right || state.sending) return;
  state.answers = read(forms);
  kept.save(state);
}

async function send() {
  const unready = state.sending ? undefined : forms.find((form) => faults(form).length);
  if (unready) {
    open(unready.id);
    return next(unready);
  }
  // Until the server has said yes or no, the same answers are sent again: others would not be taken with the same right.
  const answers = state.sending ?? read(forms);
  state.sending = answers;
  state.answers = answers;
  await kept.save(state);
  let reply;
  try {
    reply = await post(links.response, { ...state.right, answers });
  } catch (error) {
    if (error.settled) {
      delete state.sending;
      keep();
    }
    review();
    if (error.settled !== false) throw error;
    clearTimeout(retry);
    retry = setTimeout(again, RETRY);
    throw error.name === 'connection' ? new Refusal(kept.lasting ? 'notSentOwn' : 'notSentShared', { settled: false }) : error;
  }
  const { lasting } = kept;
  state = { receipt: reply.receipt };
  sent = answers;
  await kept.forget();
  if (lasting) tab.keepReceipt(state.receipt);
  else tab.forget();
  for (const form of forms) form.reset();
  document.getElementById('summary').replaceChildren();
  finish();
}

/** Sends what somebody has pressed “send” for and what has not arrived. */
function again() {
  if (state.sending && !busy && current()?.id === 'step-check') patiently(send, { quiet: true });
}

function finish(name = 'receipt') {
  for (const id of ['welcome-back', 'kept-here', 'kept-nowhere']) document.getElementById(id).hidden = true;
  document.getElementById('receipt').textContent = state.receipt;
  const scores = document.getElementById('to-scores');
  if (scores) scores.hidden = !showScores(sent);
  open(name);
}

async function copy() {
  const place = document.getElementById('copied');
  place.textContent = await navigator.clipboard.writeText(state.receipt).then(() => words('copied'), () => words('copyByHand'));
}

/** The questions that the server named; the page with the first of them is shown. */
function locate(fields) {
  const found = forms.flatMap((form) => Object.entries(fields ?? {})
    .filter(([name]) => block(form, name)).map(([name, text]) => ({ form, name, text })));
  if (found.length) open(found[0].form.id);
  return found;
}
