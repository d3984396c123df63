/** The size that a provider scales images down to. */
export interface ImageLimits {
  /** Pixels of the longer edge. */
  longEdge: number;
  tokens: number;
}

/** How a family of models counts what o200k_base cannot know. */
export interface CountingRule {
  /** Over the upstream's own model id, whatever stands before it. */
  models: RegExp;
  /** The family's tokens to one of o200k_base: where calibration starts. */
  textRatio: number;
  image: ImageLimits;
  /** Thinking that stays in the prompt: that of all turns, or that since the user last spoke. */
  thinking: 'all-turns' | 'current-turn';
  /** Tokens of what the provider tells the model about using tools, once any are there. */
  toolPreamble: number;
}

const standardImage: ImageLimits = { longEdge: 1568, tokens: 1568 };
const highResolutionImage: ImageLimits = { longEdge: 2576, tokens: 4784 };

/**
 * The first whose pattern matches. o200k_base undercounts Claude by 15 to 20 %, and by 30 % and more from Opus 4.7 on.
 * Sources of the rest: https://platform.claude.com/docs/en/build-with-claude/vision, /extended-thinking, and
 * /docs/en/agents-and-tools/tool-use/overview.
 */
const rules: readonly CountingRule[] = [
  {
    models: /claude-(?:[a-z]+-(?:[5-9]|[1-9]\d)|[a-z]+-4[.-][7-9])(?!\d)/,
    textRatio: 1.45,
    image: highResolutionImage,
    thinking: 'all-turns',
    toolPreamble: 346,
  },
  {
    models: /claude-(?:opus-4[.-][56]|sonnet-4[.-]6)(?!\d)/,
    textRatio: 1.2,
    image: standardImage,
    thinking: 'all-turns',
    toolPreamble: 346,
  },
  {
    models: /claude/,
    textRatio: 1.2,
    image: standardImage,
    thinking: 'current-turn',
    toolPreamble: 346,
  },
];

const otherwise: CountingRule = {
  models: /^/,
  textRatio: 1,
  image: standardImage,
  thinking: 'current-turn',
  toolPreamble: 12,
};

/** How a model counts, by its own id or one with a provider before it. */
export function ruleFor(model: string): CountingRule {
  const id = model.toLowerCase();
  return rules.find(({ models }) => models.test(id)) ?? otherwise;
}

/** What to multiply o200k_base's count of text with before anything was learned of the model. */
export function startingRatio(model: string): number {
  return ruleFor(model).textRatio;
}
