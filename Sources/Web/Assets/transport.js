// Requests to the server that served the page. None carries a cookie or says where it comes from.
import { knows, said } from './words.js';

/** What the server, or the way to it, said no to, by the name of its words. `settled` is false when nobody knows whether the request arrived. */
export class Refusal extends Error {
  constructor(name, { fields = {}, settled = true } = {}) {
    super(name);
    const [what, remedy] = said(name);
    Object.assign(this, { name, what, remedy, fields, settled });
  }
}

const COMMON = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error', mode: 'same-origin' };

export const get = (url) => ask(url, { ...COMMON });

export const post = (url, body) => ask(url, {
  ...COMMON, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
});

/** A page of this site as text. */
export async function getText(url) {
  const reply = await fetch(url, COMMON).catch(() => null);
  if (!reply?.ok) throw new Refusal('connection', { settled: false });
  return reply.text();
}

async function ask(url, options) {
  let reply;
  let content;
  try {
    reply = await fetch(url, options);
    content = await reply.json();
  } catch {
    throw new Refusal('connection', { settled: false });
  }
  if (reply.ok) return content;
  const { code, fields } = content.error ?? {};
  throw new Refusal(knows(code) ? code : 'server', { fields, settled: reply.status < 500 && reply.status !== 429 });
}
