import type { Block, MessageParam } from '../wire/anthropic/messages.ts';
import { isBlock } from '../wire/open-fields.ts';
import { planModeAfter, planModeAfterResult } from './plan-mode.ts';

/** What routing needs to know of a conversation. */
export interface Conversation {
  /** Whether plan mode is on at the end. */
  isPlanning: boolean;
  /** Whether the user's last turn, tool results included, holds an image. */
  hasImage: boolean;
  /** The user's last words, without what the client added and at most 20,000 characters of them. */
  prompt: string;
  images: number;
  documents: number;
  /** Characters of base64 that images and documents hold. */
  payloadCharacters: number;
}

const longestPrompt = 20_000;

/** Reads a conversation once, from its beginning to its end. */
export function readConversation(messages: readonly MessageParam[]): Conversation {
  const reading: Conversation = {
    isPlanning: false,
    hasImage: false,
    prompt: '',
    images: 0,
    documents: 0,
    payloadCharacters: 0,
  };
  for (const { role, content } of messages) {
    if (role === 'assistant') reading.hasImage = false;
    else if (role === 'system') readSystem(content, reading);
    else readUser(content, reading);
  }
  return reading;
}

function readSystem(content: MessageParam['content'], reading: Conversation): void {
  for (const text of textsOf(content)) reading.isPlanning = planModeAfter(text) ?? reading.isPlanning;
}

function readUser(content: MessageParam['content'], reading: Conversation): void {
  const said: string[] = [];
  for (const text of textsOf(content)) {
    if (text.startsWith('<system-reminder>')) reading.isPlanning = planModeAfter(text) ?? reading.isPlanning;
    else said.push(text);
  }
  if (said.length > 0) reading.prompt = said.join('\n').slice(0, longestPrompt);
  for (const block of blocksOf(content)) readBlock(block, reading);
}

function readBlock(block: Block, reading: Conversation): void {
  if (block.type === 'image') {
    reading.images++;
    reading.hasImage = true;
    reading.payloadCharacters += payloadOf(block);
  } else if (block.type === 'document') {
    reading.documents++;
    reading.payloadCharacters += payloadOf(block);
  } else if (block.type === 'tool_result') {
    const content = contentOf(block);
    for (const text of textsOf(content)) reading.isPlanning = planModeAfterResult(text) ?? reading.isPlanning;
    for (const inner of blocksOf(content)) readBlock(inner, reading);
  }
}

function payloadOf({ source }: Block): number {
  if (typeof source !== 'object' || source === null || !('data' in source) || !('type' in source)) return 0;
  return source.type === 'base64' && typeof source.data === 'string' ? source.data.length : 0;
}

function contentOf({ content }: Block): MessageParam['content'] {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.filter(isBlock) : [];
}

function blocksOf(content: MessageParam['content']): readonly Block[] {
  return typeof content === 'string' ? [] : content;
}

function textsOf(content: MessageParam['content']): string[] {
  if (typeof content === 'string') return [content];
  return content.flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : []));
}
