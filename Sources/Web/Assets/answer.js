// A participant's way through one wave: information, consent, the right to answer, the questions, the receipt.
//
// Two requests matter. The first shows the invitation and gets a blind signature: the server learns who took up their right. The
// second carries answers and the signed token: the server learns what was answered. Nothing in the second was in the first.
import * as tab from './tab.js';
import { block, clear, faults, read, restore, showClearing, summary } from './questions.js';
import { collectRight } from './right.js';
import { current, show, showProblem, step } from './steps.js';
import { Kept } from './store.js';
import { Refusal, post } from './transport.js';

const PAUSE = 600;

const forms = [...document.querySelectorAll('form.page')];
const links = {
  keys: document.getElementById('keys').href,
  right: document.getElementById('right').action,
  response: document.getElementById('send').action,
};

let invitation = null; // { secret, key } in bytes: from the link, until the right is held
let kept = null;
let state = {}; // { blinding } while asking, { right, answers, step } while answering, { receipt } afterwards
let busy = false;

start();

async function start() {
  const found = await tab.take();
  invitation = found?.invitation ?? null;
  kept = found?.name ? new Kept(found.name) : null;
  listen();
  if (found?.receipt) {
    state = { receipt: found.receipt };
    return finish();
  }
  if (!kept) return showProblem('This page does not know your invitation.', 'Open the whole link from your invitation again.');
  document.getElementById('begin').hidden = false;
  state = await kept.load() ?? {};
  if (!state.right) return;
  restore(forms, state.answers ?? {});
  document.getElementById('welcome-back').hidden = false;
  open(state.step ?? 'page-1');
}

function listen() {
  for (const button of document.querySelectorAll('button.go')) button.addEventListener('click', () => open(button.value));
  on('consent', agree);
  on('right', () => patiently(collect));
  on('send', () => patiently(send));
  for (const form of forms) {
    on(form.id, () => next(form));
    form.addEventListener('change', () => { showClearing(form); keepSoon(); });
    form.addEventListener('input', keepSoon);
  }
  for (const button of document.querySelectorAll('button.clear')) {
    button.addEventListener('click', () => { clear(button); keepSoon(); });
  }
  document.getElementById('copy').addEventListener('click', copy);
  document.getElementById('print').addEventListener('click', () => print());
  addEventListener('popstate', (event) => open(event.state?.step ?? 'information', { add: false }));
  addEventListener('pagehide', () => keep());
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

/** Shows a step if it is open to the person now; otherwise the nearest that is. */
function open(name, options) {
  const answering = name === 'check' || name.startsWith('page-');
  if (state.receipt) return show('receipt', options);
  if (answering !== Boolean(state.right) || !step(name)) return show(state.right ? 'page-1' : 'information', options);
  // What may have arrived already is sent again as it was: it cannot be changed meanwhile.
  if (state.sending) name = 'check';
  if (state.right) {
    state.step = name;
    keep();
  }
  if (name === 'check') fillSummary();
  show(name, options);
  if (name === 'check' && state.sending) showProblem('Your answers may not have arrived yet.', 'Press “Send my answers” again. They are counted once.');
}

function agree() {
  const form = document.getElementById('consent');
  const missing = [...form.elements].filter((field) => field.type === 'checkbox' && !field.checked);
  if (!missing.length) return open('right');
  showProblem('You have not ticked every statement.', 'You can only take part if you agree with all of them. If you do not, close this page.',
    missing.map((field) => ({ form, name: field.name, text: 'Not ticked.' })));
}

/** One request at a time; what is refused is said on the page. */
async function patiently(work) {
  if (busy) return;
  busy = true;
  const button = current().querySelector('button[type=submit]');
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } catch (error) {
    const known = error instanceof Refusal;
    showProblem(known ? error.what : 'This browser could not do this.', known ? error.remedy : 'Try another browser, or ask the contact named in your invitation.',
      known ? locate(error.fields) : []);
  } finally {
    busy = false;
    button.removeAttribute('aria-disabled');
  }
}

async function collect() {
  const form = document.getElementById('right');
  const device = new FormData(form).get('device');
  if (!device) return showProblem('Please say whose device this is.', '', [{ form, name: 'device', text: 'Choose one.' }]);
  if (!invitation) throw new Refusal('This page does not know your invitation.', 'Open the whole link from your invitation again.');
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
  const right = await collectRight(invitation, consent, state, kept, links);
  state = { right, answers: {}, step: 'page-1' };
  await kept.save(state, { begin: true });
  // From here on the page holds nothing that names the invitation.
  invitation = null;
  tab.forgetSecret();
}

function next(form) {
  const wrong = faults(form);
  if (wrong.length) return showProblem('There is something to put right on this page.', '', wrong.map((fault) => ({ form, ...fault })));
  const following = forms[forms.indexOf(form) + 1];
  open(following ? following.id : 'check');
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

function fillSummary() {
  const list = document.getElementById('summary');
  list.replaceChildren(...forms.flatMap((form) => summary(form).map(({ part, question, answer }) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    term.textContent = question;
    const value = document.createElement('dd');
    value.textContent = answer ?? 'left out';
    if (!answer) value.className = 'left-out';
    const change = document.createElement('dd');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    button.textContent = 'Change';
    button.setAttribute('aria-label', `Change: ${question}`);
    button.disabled = Boolean(state.sending);
    button.addEventListener('click', () => {
      open(form.id);
      part.querySelector('input, textarea').focus();
    });
    change.append(button);
    row.append(term, value, change);
    return row;
  })));
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
    fillSummary();
    throw error;
  }
  const { lasting } = kept;
  state = { receipt: reply.receipt };
  await kept.forget();
  if (lasting) tab.keepReceipt(state.receipt);
  else tab.forget();
  for (const form of forms) form.reset();
  document.getElementById('summary').replaceChildren();
  finish();
}

function finish() {
  for (const id of ['welcome-back', 'kept-here', 'kept-nowhere']) document.getElementById(id).hidden = true;
  document.getElementById('receipt').textContent = state.receipt;
  show('receipt');
}

async function copy() {
  const said = document.getElementById('copied');
  said.textContent = await navigator.clipboard.writeText(state.receipt).then(() => 'Copied.', () => 'Please copy it by hand.');
}

/** The questions that the server named; the page with the first of them is shown. */
function locate(fields) {
  const found = forms.flatMap((form) => Object.entries(fields ?? {})
    .filter(([name]) => block(form, name)).map(([name, text]) => ({ form, name, text })));
  if (found.length) open(found[0].form.id);
  return found;
}
