import type { Effort } from '../openai-chat/quirks.ts';

/** How a model is told how hard to think: by a word, or by a number of tokens. */
export type GeminiThinking =
  | {
      kind: 'level';
      /** What the model knows, from least to most; a request between two gets the lower one. */
      values: readonly Effort[];
    }
  | {
      kind: 'budget';
      /** The least and the most tokens that it may be given. */
      min: number;
      max: number;
      /** It cannot be switched off. */
      isAlwaysOn?: true;
    };

/** What the models of one generation can do. Absent means: as from Gemini 3 on. */
export interface GeminiModels {
  /** How their ids begin. */
  prefix: string;
  /** Without it they refuse to be told anything about thinking. */
  thinking?: GeminiThinking;
  /** The most output tokens that may be asked for, thoughts included; 65,536 where absent. */
  maxOutputTokens?: number;
  /**
   * From before Gemini 3: they want no thought signatures back, take no media inside of function responses, and no
   * output schema beside functions.
   */
  isBefore3?: true;
}

/** How an upstream that speaks Gemini's protocol departs from AI Studio's newest models. Absent means normal. */
export interface GeminiQuirks {
  /** Path of the models below the base URL; `/models` where absent. */
  modelsPath?: string;
  /** It knows the OpenAPI subset of JSON Schema only, for tools and for output. */
  schema?: 'subset';
  /** What its models can do: the first whose prefix fits counts. */
  models?: readonly GeminiModels[];
}

const newest: GeminiModels = { prefix: '', thinking: { kind: 'level', values: ['low', 'medium', 'high'] } };

/** What a model can do; one that no row names is taken for one of the newest. */
export function modelsOf({ models = [] }: GeminiQuirks, model: string): GeminiModels {
  return models.find(({ prefix }) => model.startsWith(prefix)) ?? newest;
}
