// A process of its own: sixteen clients that count at once and again, until they are stopped. Each turn brings a
// conversation of 400 KB that is known, and 50 KB that are new.
import { once } from 'node:events';
import { Pool } from 'undici';
import { conversation, lines } from './conversation.ts';
import { token } from './router.ts';

const [origin = ''] = process.argv.slice(2);
const pool = new Pool(origin, { connections: 16 });
const headers = { 'x-api-key': token, 'content-type': 'application/json' };
const known = Array.from({ length: 8 }, (_, index) => {
  const { messages } = conversation(`storm ${index}`, 400);
  return JSON.stringify({ model: 'relayed/bench', messages }).slice(0, -2);
});
let counted = 0;
const stopping = new AbortController();

const clients = Array.from({ length: 16 }, async (_, client) => {
  for (let turn = 0; !stopping.signal.aborted; turn += 1) {
    const added = { role: 'user', content: lines(`${client} ${turn}`, 50_000) };
    const body = `${known[(client + turn) % known.length]},${JSON.stringify(added)}]}`;
    const answer = await pool.request({ path: '/v1/messages/count_tokens', method: 'POST', headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`a count answered ${answer.statusCode}`);
    counted += 1;
  }
});
await once(process, 'message');
stopping.abort();
await Promise.all(clients);
process.send?.(counted);
process.disconnect();
await pool.close();
