// What is kept in this browser so that somebody can stop and go on later. One record an invitation, encrypted with a key that the
// browser does not hand out, deleted after 14 days and when the answers have been sent. On a shared computer nothing is kept.
import { concat, digest, toBase64url } from './bytes.js';

const DAYS = 14;
const NAME = 'hearth';
const TABLE = 'kept';

/** The name of an invitation's record: a hash, so that nobody finds the invitation in it. */
export async function recordName(secret, key) {
  return toBase64url(await digest('SHA-256', concat(new TextEncoder().encode('hearth record'), secret, key)));
}

/** One invitation's record. Without a place to keep it (`lasting` false) it lives as long as the page. */
export class Kept {
  #record;
  #name;
  #queue = Promise.resolve();
  lasting = true;

  constructor(name) {
    this.#name = name;
  }

  get name() { return this.#name; }

  /** What was kept, or null. What has expired is deleted first, whoever began it. */
  async load() {
    try {
      const now = Date.now();
      for (const record of await run('readonly', (table) => table.getAll())) {
        if (record.expires <= now || record.expires > now + DAYS * 86_400_000) await run('readwrite', (table) => table.delete(record.name));
      }
      this.#record = await run('readonly', (table) => table.get(this.#name));
      if (!this.#record) return null;
      const { key, iv, sealed } = this.#record;
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      this.#record = undefined;
      return null;
    }
  }

  /** Keeps `state`; calls are done one after the other. A record that another tab has deleted stays deleted, unless `begin` is set. */
  save(state, { begin = false } = {}) {
    if (!this.lasting) return Promise.resolve();
    const text = new TextEncoder().encode(JSON.stringify(state));
    this.#queue = this.#queue.then(() => this.#write(text, begin)).catch(() => { this.lasting = false; });
    return this.#queue;
  }

  async #write(text, begin) {
    const key = this.#record?.key ?? await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
    const record = { name: this.#name, key, iv, sealed, expires: Date.now() + DAYS * 86_400_000 };
    await run('readwrite', (table) => {
      if (begin) return table.put(record);
      const found = table.getKey(record.name);
      found.onsuccess = () => { if (found.result !== undefined) table.put(record); };
      return found;
    });
    this.#record = record;
  }

  async forget() {
    await this.#queue;
    this.#record = undefined;
    await run('readwrite', (table) => table.delete(this.#name)).catch(() => {});
  }
}

/** One transaction; its result when it is complete. */
async function run(mode, work) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE, { keyPath: 'name' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
