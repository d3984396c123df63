/** Efforts from least to most; what an upstream calls them. */
export const efforts = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
/** How hard a model is asked to think. */
export type Effort = (typeof efforts)[number];

/** How an upstream is told how hard to think. */
export interface EffortQuirk {
  /** The body's field; `reasoning` stands for `reasoning: { effort }`. */
  field: 'reasoning_effort' | 'reasoning';
  /** What the upstream knows, from least to most; a request between two gets the lower one. None: only on and off. */
  values: readonly Effort[];
  /** Body fields that switch thinking off; absent where it cannot be. */
  off?: Readonly<Record<string, unknown>>;
  /** What the upstream takes only while thinking is off: any function tools, or a tool that is forced. */
  offWith?: 'tools' | 'forced-tool';
  /** Temperature and top_p are refused beside an effort. */
  excludesSampling?: true;
}

/** How an OpenAI-compatible upstream departs from the plain protocol. Absent means normal. */
export interface ChatQuirks {
  /** The upstream's own limit on tools; more are refused before they are sent. */
  maxTools?: number;
  /** The field that bounds the answer, where it is not `max_tokens`. */
  maxTokensField?: 'max_completion_tokens';
  /** The most output tokens that may be asked for; more are cut down to it. */
  maxOutputTokens?: number;
  /** How many stop sequences it takes; 4 where absent. */
  maxStops?: number;
  /** How system text after the first turn is sent where `system` would be refused or moved to the front. */
  laterSystem?: 'developer' | 'user';
  /** It takes Anthropic's cache_control on content parts and on the request. */
  cacheControl?: true;
  /** It takes PDFs as file parts: their data only, or addresses too. */
  files?: 'data' | 'data-or-url';
  /** Body fields that switch on the upstream's own web search. */
  webSearch?: Readonly<Record<string, unknown>>;
  /** How effort is asked for; without it nothing about thinking is sent. */
  effort?: EffortQuirk;
  /** How earlier reasoning goes back to the vendor that it came from; without it it is dropped. */
  replay?: {
    field: 'reasoning_content' | 'reasoning' | 'reasoning_details';
    /** A turn with tool calls is refused without the field, even where there was no reasoning. */
    onEveryToolTurn?: true;
  };
  /** It knows `json_object` only: the schema travels as an instruction. */
  jsonObjectOnly?: true;
  /** JSON Schema keywords that it refuses: at any depth, or at the top of a tool's parameters. */
  refusedKeywords?: { anywhere?: readonly string[]; atTop?: readonly string[] };
  /** It takes `top_k`. */
  topK?: true;
  /** It does not know `parallel_tool_calls`. */
  noParallelSwitch?: true;
  /** It refuses `stream_options`, and so tells no usage in a stream. */
  noStreamOptions?: true;
  /** The field for a hashed `metadata.user_id`; without it the id is dropped. */
  userField?: 'user' | 'prompt_cache_key' | 'safety_identifier';
}
