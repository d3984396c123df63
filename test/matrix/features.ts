import assert from 'node:assert/strict';
import { calls, says } from '../upstream/openai-chat.ts';
import type { Cell } from './cell.ts';
import { failInStream, failWhole, refuse } from './failures.ts';
import type { Picture } from './talk.ts';
import { thought } from './wire.ts';

/** What went in at one side, and what came out at the other. */
export interface Carried {
  sent: unknown;
  arrived: unknown;
}

const answer = 'It is nine, I think.';
const introduction = 'Let me look.';
const pictures = ['a', 'b'].map((name) => ({
  data: Buffer.from(`picture ${name}`.repeat(20)).toString('base64'),
}));
const address = { url: 'https://example.com/picture.png' };

/** Everything that the matrix checks; each sends it through one cell and tells what came of it. */
export const features = {
  text: async (cell: Cell) => {
    cell.upstreamSays([says(answer)]);
    const talk = cell.begin();
    talk.say('How many?');
    const { text, inputTokens, outputTokens } = await talk.hear();
    return {
      sent: { asked: true, text: answer, inputTokens: 10, outputTokens: 5 },
      arrived: { asked: isIn(cell, 'How many?'), text, inputTokens, outputTokens },
    };
  },
  'a tool call and its result': async (cell: Cell) => useTools(cell, ['a.txt']),
  'parallel tool calls': async (cell: Cell) => useTools(cell, ['a.txt', 'b.txt', 'c.txt']),
  'an image of the user': async (cell: Cell) => showPicture(cell, pictures[0] ?? address),
  'an image by its address': async (cell: Cell) => showPicture(cell, address),
  'images in tool results': async (cell: Cell) => {
    cell.upstreamSays(pictures.map((_, index) => calls('read', { path: `${index}.png` }, `call_${index}`)));
    const talk = cell.begin(['read']);
    talk.say('Look at both.');
    const heard = await talk.hear();
    talk.give(
      heard.calls.map(({ id }, index) => ({ id, text: `picture ${index}`, picture: pictures[index] })),
    );
    cell.upstreamSays([says(answer)]);
    await talk.hear();
    const { pictures: shown, results } = cell.understood();
    const copies = pictures.map(({ data }) => timesIn(cell, data));
    return {
      sent: { shown: pictures.map(({ data }) => data), copies: [1, 1], said: [true, true] },
      arrived: { shown, copies, said: results.map(({ text }, index) => text.includes(`picture ${index}`)) },
    };
  },
  'thinking that the client sees': async (cell: Cell) => {
    cell.upstreamSays([{ kind: 'reasoning', text: thought }, says(answer)]);
    const talk = cell.begin();
    talk.say('How many?');
    const { thinking, text } = await talk.hear();
    assert.equal(text, answer);
    return { sent: thought, arrived: thinking };
  },
  'thinking that returns to its vendor': async (cell: Cell) => {
    await thinkAndCall(cell, cell);
    return { sent: cell.wire.thoughtsReturned, arrived: cell.understood().thoughts };
  },
  "thinking of another vendor's model": async (cell: Cell) => {
    const elsewhere = cell.elsewhere();
    await thinkAndCall(elsewhere, cell);
    // Whether or not its words go along, what only the other vendor can read must not.
    const seals = [elsewhere.wire.signature, 'signalbox1.'];
    assert.deepEqual(
      seals.filter((seal) => isIn(cell, seal)),
      [],
    );
    return { sent: true, arrived: isIn(cell, thought) };
  },
  'an error before the first byte': refuse,
  'an error after the first byte': async (cell: Cell) =>
    cell.isStream ? failInStream(cell) : failWhole(cell),
} satisfies Record<string, (cell: Cell) => Promise<Carried>>;

/** The name of something that the matrix checks. */
export type Feature = keyof typeof features;

async function useTools(cell: Cell, paths: readonly string[]): Promise<Carried> {
  const contentOf = (path: string | undefined) => `content of ${path}`;
  cell.upstreamSays([
    says(introduction),
    ...paths.map((path, index) => calls('read', { path }, `call_${index}`)),
  ]);
  const talk = cell.begin(['read', 'write']);
  talk.say(`Read ${paths.join(', ')}.`);
  const heard = await talk.hear();
  // Results may come in any order.
  talk.give(heard.calls.map(({ id }, index) => ({ id, text: contentOf(paths[index]) })).toReversed());
  cell.upstreamSays([says(answer)]);
  const { text } = await talk.hear();
  assert.equal(text, answer);
  const { calls: called, results } = cell.understood();
  const resultOf = (id: string) => results.find((result) => result.id === id)?.text;
  const sent = paths.map((path) => ({ name: 'read', input: { path } }));
  return {
    sent: {
      text: introduction,
      repeated: 1,
      heard: sent,
      called: sent.map((call) => ({ ...call, result: contentOf(call.input.path) })),
    },
    arrived: {
      text: heard.text,
      repeated: timesIn(cell, introduction),
      heard: heard.calls.map(({ name, input }) => ({ name, input })),
      called: called.map(({ id, name, input }) => ({ name, input, result: resultOf(id) })),
    },
  };
}

async function showPicture(cell: Cell, picture: Picture): Promise<Carried> {
  const value = 'data' in picture ? picture.data : picture.url;
  cell.upstreamSays([says(answer)]);
  const talk = cell.begin();
  talk.say('What is this?', picture);
  const { text } = await talk.hear();
  assert.equal(text, answer);
  return {
    sent: { shown: [value], copies: 1 },
    arrived: { shown: cell.understood().pictures, copies: timesIn(cell, value) },
  };
}

/** Has the model of the one cell think and call a tool, and that of the other go on from there. */
async function thinkAndCall(first: Cell, second: Cell): Promise<void> {
  first.upstreamSays([{ kind: 'reasoning', text: thought }, calls('read', { path: 'a.txt' }, 'call_1')]);
  const talk = first.begin(['read']);
  talk.say('Read a.txt.');
  const { calls: called } = await talk.hear();
  talk.give(called.map(({ id }) => ({ id, text: 'nine' })));
  talk.switchTo(second.model);
  second.upstreamSays([says(answer)]);
  const { text } = await talk.hear();
  assert.equal(text, answer);
}

function isIn(cell: Cell, text: string): boolean {
  return timesIn(cell, text) > 0;
}

/** How often a text stands in the request that the upstream got. */
function timesIn({ lastRequest }: Cell, text: string): number {
  return JSON.stringify(lastRequest).split(text).length - 1;
}
