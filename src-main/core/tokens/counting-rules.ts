/** How a family counts an image; `most` is what one may take whose size is not known. */
export type ImageRule = { most: number } & (
  | { kind: 'pixels'; longEdge: number }
  /** Tiles of 512 pixels, after the image was fitted into 2048 by 2048 and its short edge into 768. */
  | { kind: 'tiles'; base: number; perTile: number }
  /** Patches of 32 pixels, at most 1,536 of them. */
  | { kind: 'patches'; perPatch: number }
  /** Crops of 768 pixels; an image of up to 384 pixels is one. */
  | { kind: 'crops'; perCrop: number }
  | { kind: 'flat' }
);

/** How a family of models counts what o200k_base cannot know. */
export interface CountingRule {
  /** Over the upstream's own model id, whatever stands before it. */
  models: RegExp;
  /** The family's tokens to one of o200k_base: where calibration starts. */
  textRatio: number;
  image: ImageRule;
  /** Tokens of a PDF's page, of which most families read the text and see an image. */
  pageTokens: number;
  /** Thinking that stays in the prompt: that of all turns, or that since the user last spoke. */
  thinking: 'all-turns' | 'current-turn';
  /** Tokens of what the provider tells the model about using tools, once any are there. */
  toolPreamble: number;
}

const standardImage: ImageRule = { kind: 'pixels', longEdge: 1568, most: 1568 };
const highResolutionImage: ImageRule = { kind: 'pixels', longEdge: 2576, most: 4784 };
const patches = (perPatch: number): ImageRule => ({
  kind: 'patches',
  perPatch,
  most: Math.ceil(1536 * perPatch),
});

const otherwise: CountingRule = {
  models: /^/,
  textRatio: 1,
  image: standardImage,
  pageTokens: 3_000,
  thinking: 'current-turn',
  toolPreamble: 12,
};

const claude: CountingRule = {
  ...otherwise,
  models: /claude/,
  textRatio: 1.2,
  toolPreamble: 346,
};

const openai: CountingRule = { ...otherwise, models: /^/, pageTokens: 1_500 };

/**
 * The first whose pattern matches. o200k_base undercounts Claude by 15 to 20 %, and by 30 % and more from Opus 4.7 on.
 * Sources of the rest: https://platform.claude.com/docs/en/build-with-claude/vision, /pdf-support, /extended-thinking,
 * and /docs/en/agents-and-tools/tool-use/overview; https://platform.openai.com/docs/guides/images-vision;
 * https://ai.google.dev/gemini-api/docs/tokens and /media-resolution.
 */
const rules: readonly CountingRule[] = [
  {
    ...claude,
    models: /claude-(?:[a-z]+-(?:[5-9]|[1-9]\d)|[a-z]+-4[.-][7-9])(?!\d)/,
    textRatio: 1.45,
    image: highResolutionImage,
    thinking: 'all-turns',
  },
  { ...claude, models: /claude-(?:opus-4[.-][56]|sonnet-4[.-]6)(?!\d)/, thinking: 'all-turns' },
  claude,
  { ...openai, models: /(?:^|\/)gpt-(?:4\.1|5)-mini/, image: patches(1.62) },
  { ...openai, models: /(?:^|\/)gpt-(?:4\.1|5)-nano/, image: patches(2.46) },
  { ...openai, models: /(?:^|\/)o4-mini/, image: patches(1.72) },
  {
    ...openai,
    models: /(?:^|\/)gpt-(?:[5-9]|[1-9]\d)/,
    image: { kind: 'tiles', base: 70, perTile: 140, most: 1190 },
  },
  { ...openai, models: /(?:^|\/)o\d/, image: { kind: 'tiles', base: 75, perTile: 150, most: 1275 } },
  { ...openai, models: /(?:^|\/)gpt-/, image: { kind: 'tiles', base: 85, perTile: 170, most: 1445 } },
  {
    ...otherwise,
    models: /gemini-[12](?!\d)/,
    image: { kind: 'crops', perCrop: 258, most: 1548 },
    pageTokens: 258,
  },
  { ...otherwise, models: /gemini/, image: { kind: 'flat', most: 1120 }, pageTokens: 560 },
];

/** How a model counts, by its own id or one with a provider before it. */
export function ruleFor(model: string): CountingRule {
  const id = model.toLowerCase();
  return rules.find(({ models }) => models.test(id)) ?? otherwise;
}

/** What to multiply o200k_base's count of text with before anything was learned of the model. */
export function startingRatio(model: string): number {
  return ruleFor(model).textRatio;
}
