import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anthropicClient } from './client-anthropic.ts';
import { openaiChatClient } from './client-openai-chat.ts';
import { openaiCompletionsClient } from './client-openai-completions.ts';
import { openaiResponsesClient } from './client-openai-responses.ts';
import { startMatrix, type Matrix } from './cell.ts';
import { features, type Feature } from './features.ts';
import { lossOf } from './losses.ts';
import { anthropicCompatibleWire, anthropicWire } from './wire-anthropic.ts';
import { geminiWire } from './wire-gemini.ts';
import { ollamaWire } from './wire-ollama.ts';
import { openaiChatWire, openaiCompatibleWire } from './wire-openai-chat.ts';
import { openaiResponsesWire } from './wire-openai-responses.ts';

const clients = [anthropicClient, openaiChatClient, openaiResponsesClient, openaiCompletionsClient];
const wires = [
  anthropicWire,
  geminiWire,
  anthropicCompatibleWire,
  openaiChatWire,
  openaiCompatibleWire,
  openaiResponsesWire,
  ollamaWire,
];
const featureNames = Object.keys(features).filter((name): name is Feature => name in features);

const cells = clients.flatMap((client) =>
  wires.flatMap((wire) =>
    featureNames.flatMap((feature) =>
      ['streamed', 'whole'].map((form) => ({
        client,
        wire,
        feature,
        isStream: form === 'streamed',
        loss: lossOf(feature, client.protocol, wire.preset),
        name: `${client.protocol} to ${wire.preset}, ${form}: ${feature}`,
      })),
    ),
  ),
);

const carried = async ({ client, wire, feature, isStream }: (typeof cells)[number]) =>
  features[feature](matrix.cell(client, wire, isStream));

let matrix: Matrix;
beforeAll(async () => {
  matrix = await startMatrix(wires);
});
afterAll(async () => matrix[Symbol.asyncDispose]());

describe('from every client to every provider arrives', () => {
  test.each(cells.filter(({ loss }) => loss === undefined))('$name', async (cell) => {
    const { sent, arrived } = await carried(cell);
    expect(arrived).toEqual(sent);
  });
});

describe('as the table of losses says, there does not arrive', () => {
  test.each(cells.filter(({ loss }) => loss !== undefined))('$name', async (cell) => {
    const { sent, arrived } = await carried(cell);
    expect(arrived).not.toEqual(sent);
  });
});

describe('what is taken away from a request is said in the log', () => {
  test.each(cells.filter(({ loss }) => loss?.said !== undefined))('$name', async (cell) => {
    await carried(cell);
    const { model } = matrix.cell(cell.client, cell.wire, cell.isStream);
    const line = `"target":"${model}","loss":"${cell.loss?.said}`;
    await expect.poll(async () => matrix.core.log()).toContain(line);
  });
});
