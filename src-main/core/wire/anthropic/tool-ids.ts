/** Ids that mere counting gives: the next answer will count from the same number again. */
const counter = /^\d{1,3}$/;

/**
 * Makes the ids of one answer's tool calls: as the upstream gave them, in the characters that Anthropic's protocol
 * allows, and each only once. An id that is missing or only counts is made from the answer's own id.
 */
export function createToolIds(messageId: string): (given: string | undefined) => string {
  const taken = new Set<string>();
  const answer = messageId.replace(/^msg_/, '');
  return (given = '') => {
    const clean = given.replace(/[^a-zA-Z0-9_-]/g, '_');
    const wanted = clean === '' || counter.test(clean) ? `toolu_${answer}${clean}` : clean;
    let id = wanted;
    for (let count = 2; taken.has(id); count += 1) id = `${wanted}_${count}`;
    taken.add(id);
    return id;
  };
}
