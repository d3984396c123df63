import { calls, says } from '../upstream/openai-chat.ts';
import { brokenAfter, type Answer, type RecordedRequest } from '../upstream/scripted.ts';
import { clientToken } from '../support/core.ts';
import type { Cell } from './cell.ts';
import type { Carried } from './features.ts';
import type { RefusedStatus } from './wire.ts';

const begun = 'Ninety-nine';
const answer = [says(`${begun} balloons and more.`)];
const call = [calls('read', { path: 'a.txt' }, 'call_1'), ...answer];
const statuses: readonly RefusedStatus[] = [400, 404, 429, 500];

/** Refusals keep their status, their meaning and how long to wait; an error at the head of a stream gets a status, too. */
export async function refuse(cell: Cell): Promise<Carried> {
  const arrived: unknown[] = [];
  for (const status of statuses) {
    cell.upstreamAnswers(() => cell.wire.refuse(status, 'refused it'));
    arrived.push(await askRaw(cell, 'refused it'));
  }
  const { errorNames } = cell.client;
  const sent = statuses.map((status) => ({
    status,
    name: errorNames[status],
    isTold: true,
    retryAfter: status === 429 ? '7' : null,
  }));
  if (!cell.isStream) return { sent, arrived };
  cell.upstreamAnswers((request) => ({
    ...cell.wire.answer(request, answer),
    pieces: [cell.wire.errorEvent('failed at once')],
  }));
  const head = { status: 500, name: errorNames[500], isTold: true, retryAfter: null };
  return { sent: [...sent, head], arrived: [...arrived, await askRaw(cell, 'failed at once')] };
}

/** The upstream reports an error, or dies, in a text or in a call: the stream must end as a failed one, for raw readers and for the SDK. */
export async function failInStream(cell: Cell): Promise<Carried> {
  const { wire } = cell;
  const { text: textPieces, call: callPieces } = wire.piecesUntil;
  const reports = (request: RecordedRequest): Answer => {
    const whole = wire.answer(request, answer);
    return { ...whole, pieces: [...whole.pieces.slice(0, textPieces), wire.errorEvent('failed midway')] };
  };
  const dies = (request: RecordedRequest) => brokenAfter(wire.answer(request, answer), textPieces);
  const diesInCall = (request: RecordedRequest) => brokenAfter(wire.answer(request, call), callPieces);
  const scripts = [
    { script: reports, says: [begun, 'failed midway'] },
    { script: dies, says: [begun] },
    { script: diesInCall, says: [] },
  ];
  const arrived: unknown[] = [];
  for (const { script, says: expected } of scripts) {
    cell.upstreamAnswers(script);
    const response = await post(cell);
    const text = await response.text();
    arrived.push({
      status: response.status,
      missing: expected.filter((part) => !text.includes(part)),
      isFailed: cell.client.fails.test(text),
      isComplete: cell.client.completes.test(text),
      sdk: await heardBySdk(cell),
    });
  }
  const sent = { status: 200, missing: [], isFailed: true, isComplete: false, sdk: 'error' };
  return { sent: scripts.map(() => sent), arrived };
}

/** Nothing has reached the client yet, so that it gets a status. */
export async function failWhole(cell: Cell): Promise<Carried> {
  cell.upstreamAnswers((request) => {
    const { pieces, ...whole } = cell.wire.answer(request, answer);
    return brokenAfter({ ...whole, pieces: [String(pieces[0]).slice(0, 40)] }, 1);
  });
  const { status, name } = await askRaw(cell, '');
  return { sent: { status: 502, name: cell.client.errorNames[500] }, arrived: { status, name } };
}

async function heardBySdk(cell: Cell): Promise<'answer' | 'error'> {
  const talk = cell.begin(['read']);
  talk.say('How many?');
  try {
    await talk.hear();
    return 'answer';
  } catch {
    // As it must: what the SDK throws is its own matter.
    return 'error';
  }
}

async function askRaw(cell: Cell, message: string) {
  const response = await post(cell);
  const text = await response.text();
  return {
    status: response.status,
    name: cell.client.errorName(JSON.parse(text)),
    isTold: text.includes(message),
    retryAfter: response.headers.get('retry-after'),
  };
}

async function post(cell: Cell): Promise<Response> {
  const talk = cell.begin(['read']);
  talk.say('How many?');
  return fetch(cell.address + cell.client.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${clientToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(talk.body()),
  });
}
