// Points out what in somebody's own words may tell who a person is. It reads nothing but the text, sends nothing, and may be passed over.

const EMAIL = /[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}/gi;
const PHONE = /(?:\+\d|\b0)[\d\s()./-]{7,}\d/g;
const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Nurse|Sister|Nyrs|Parch)\b\.?\s+\p{Lu}[\p{L}’'-]+/gu;
const PAIR = /\p{Lu}[\p{Ll}’'-]+(?:[ -]\p{Lu}[\p{Ll}’'-]+)+/gu;

// Words that begin sentences, and days and months: no names, whatever stands beside them.
const PLAIN = new Set(`the a an i in on at if when while my our your their we you he she they it this that these there and but or so then after before since
for from with to by as ask tell please more no not all some monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december christmas easter y yr mae nid ar yn pan os dydd llun mawrth mercher iau gwener sadwrn sul`.split(/\s+/));

/** Two names or more in a row, without the plain words at either end. */
function names(text) {
  return [...text.matchAll(PAIR)].map(([whole]) => {
    const row = whole.split(' ');
    while (row.length && PLAIN.has(row[0].toLowerCase())) row.shift();
    while (row.length && PLAIN.has(row.at(-1).toLowerCase())) row.pop();
    return row.length > 1 || /-\p{Lu}/u.test(row[0] ?? '') ? row.join(' ') : '';
  }).filter(Boolean);
}

/** What may point to somebody, once each. `roles` are the questionnaire's own words for who people are. */
export function pointers(text, roles = []) {
  const found = [...[EMAIL, PHONE, TITLED].flatMap((pattern) => [...text.matchAll(pattern)].map(([whole]) => whole.trim())), ...names(text)];
  const plain = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  for (const role of roles) {
    const wanted = role.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    if (wanted && plain.includes(` ${wanted} `)) found.push(role);
  }
  const kept = [...new Set(found)];
  return kept.filter((one) => !kept.some((other) => other !== one && other.includes(one)));
}
