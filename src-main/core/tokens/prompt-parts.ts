import type { Block, MessageParam, MessagesRequest, Tool } from '../wire/anthropic/messages.ts';
import { isBlock, recordOf, stringOf } from '../wire/open-fields.ts';
import type { CountingRule } from './counting-rules.ts';
import { imageTokens, pagesGuessed } from './media-tokens.ts';

/** What a prompt consists of: texts to tokenize, and tokens that follow from its structure and media. */
export interface PromptParts {
  texts: string[];
  otherTokens: number;
  /** What of `otherTokens` is media and sealed thinking, known by their size only. */
  guessedTokens: number;
}

/** How to count what is not text. */
export interface PartsContext {
  rule: CountingRule;
  /** Pages of a PDF in base64. */
  pagesOf: (base64: string) => number;
}

/** `Hello` alone is 8 tokens for Claude: one of text, and these. */
const tokensPerRequest = 3;
const tokensPerMessage = 4;
const tokensPerTool = 12;
const tokensPerToolBlock = 8;

/** Takes a request apart, in time that grows with its structure and not with its images. */
export function readParts(request: MessagesRequest, context: PartsContext): PromptParts {
  const { system = [], messages, tools = [], output_config } = request;
  const reading = new Reading(context);
  reading.content(system);
  const thinkingFrom = context.rule.thinking === 'all-turns' ? 0 : currentTurn(messages);
  for (const [index, { content }] of messages.entries()) {
    reading.keepsThinking = index >= thinkingFrom;
    reading.content(content);
  }
  reading.tools(tools);
  if (output_config?.format !== undefined) reading.text(JSON.stringify(output_config.format));
  reading.tokens(tokensPerRequest + messages.length * tokensPerMessage);
  return reading.parts;
}

/** Index of the message in which the user last said more than the results of tools. */
function currentTurn(messages: readonly MessageParam[]): number {
  return messages.findLastIndex(
    ({ role, content }) =>
      role === 'user' && (typeof content === 'string' || content.some(({ type }) => type !== 'tool_result')),
  );
}

class Reading {
  readonly parts: PromptParts = { texts: [], otherTokens: 0, guessedTokens: 0 };
  keepsThinking = true;
  readonly #context: PartsContext;
  readonly #referenced = new Set<string>();

  constructor(context: PartsContext) {
    this.#context = context;
  }

  text(text: string): void {
    if (text !== '') this.parts.texts.push(text);
  }

  tokens(count: number): void {
    this.parts.otherTokens += count;
  }

  guessed(count: number): void {
    this.tokens(count);
    this.parts.guessedTokens += count;
  }

  /** A text, a list of blocks, or whatever else stands where either is expected. */
  content(content: unknown): void {
    if (typeof content === 'string') this.text(content);
    else if (Array.isArray(content)) for (const block of content) if (isBlock(block)) this.#block(block);
  }

  /** Deferred tools are not in the prompt until a result refers to them. */
  tools(tools: readonly Tool[]): void {
    const loaded = tools.filter((tool) => tool['defer_loading'] !== true || this.#referenced.has(tool.name));
    if (loaded.length === 0) return;
    this.tokens(this.#context.rule.toolPreamble + loaded.length * tokensPerTool);
    for (const tool of loaded) this.text(renderTool(tool));
  }

  #block(block: Block): void {
    const read = this.#readers[block.type];
    if (read === undefined) this.text(JSON.stringify(block, withoutOpaque));
    else read(block);
  }

  readonly #readers: Record<string, (block: Block) => void> = {
    text: ({ text }) => this.text(stringOf(text)),
    image: ({ source }) => {
      const { type, data } = recordOf(source);
      const { image } = this.#context.rule;
      this.guessed(type === 'base64' ? imageTokens(stringOf(data), image) : image.most);
    },
    document: ({ source, title, context }) => {
      this.text(stringOf(title));
      this.text(stringOf(context));
      this.#document(recordOf(source));
    },
    tool_use: (block) => this.#toolUse(block),
    server_tool_use: (block) => this.#toolUse(block),
    mcp_tool_use: (block) => this.#toolUse(block),
    tool_result: ({ content }) => {
      this.tokens(tokensPerToolBlock);
      this.content(content);
    },
    tool_reference: ({ tool_name }) => {
      this.#referenced.add(stringOf(tool_name));
      this.text(stringOf(tool_name));
    },
    thinking: ({ thinking, signature }) => {
      if (!this.keepsThinking) return;
      if (stringOf(thinking) === '') this.#sealed(stringOf(signature));
      else this.text(stringOf(thinking));
    },
    redacted_thinking: ({ data }) => {
      if (this.keepsThinking) this.#sealed(stringOf(data));
    },
  };

  #toolUse({ name, input }: Block): void {
    this.tokens(tokensPerToolBlock);
    this.text(`${stringOf(name)}\n${JSON.stringify(input ?? {})}`);
  }

  #document({ type, data, content }: Record<string, unknown>): void {
    if (type === 'text') this.text(stringOf(data));
    else if (type === 'content') this.content(content);
    else {
      const pages = type === 'base64' ? this.#context.pagesOf(stringOf(data)) : pagesGuessed;
      this.guessed(pages * this.#context.rule.pageTokens);
    }
  }

  /** Thinking that is sealed in base64: about four bytes of it make a token. */
  #sealed(base64: string): void {
    this.guessed(Math.ceil((base64.length * 3) / 16));
  }
}

function renderTool({ name, description, input_schema }: Tool): string {
  return `${name}\n${stringOf(description)}\n${JSON.stringify(input_schema ?? {})}`;
}

const opaque = new Set(['encrypted_content', 'encrypted_index', 'signature', 'data', 'cache_control']);

/** Leaves out of an unknown block what a model does not read as text. */
function withoutOpaque(key: string, value: unknown): unknown {
  return opaque.has(key) ? undefined : value;
}
