// Requests to the server that served the page. None carries a cookie or says where it comes from.

/** What the server, or the way to it, said no to. `settled` is false when nobody knows whether the request arrived. */
export class Refusal extends Error {
  constructor(what, remedy, { fields = {}, settled = true } = {}) {
    super(what);
    Object.assign(this, { what, remedy, fields, settled });
  }
}

const COMMON = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error', mode: 'same-origin' };

export const get = (url) => ask(url, { ...COMMON });

export const post = (url, body) => ask(url, {
  ...COMMON, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
});

async function ask(url, options) {
  let reply;
  let content;
  try {
    reply = await fetch(url, options);
    content = await reply.json();
  } catch {
    throw new Refusal('The connection failed.', 'Nothing is lost. Wait a moment, then press the button again.', { settled: false });
  }
  if (reply.ok) return content;
  const { what, remedy, fields } = content.error ?? {};
  throw new Refusal(
    what ?? 'The server could not do this.', remedy ?? 'Wait a moment, then press the button again.',
    { fields, settled: reply.status < 500 && reply.status !== 429 });
}
