import type { Protocol } from '../../src-main/core/exchange/protocols.ts';
import type { Feature } from './features.ts';
import type { PresetId } from './wire.ts';

/** Something that does not arrive. */
export interface Loss {
  features: readonly Feature[];
  /** Clients' protocols. */
  from: readonly Protocol[] | 'any';
  to: readonly PresetId[] | 'any';
  /** What becomes of it, and why. */
  instead: string;
  /** How the log begins to say it; absent where nothing is taken away from a request. */
  said?: string;
}

/** All that is lost between any client's protocol and any provider's; what is not here arrives. */
const losses: readonly Loss[] = [
  {
    features: [
      'a tool call and its result',
      'parallel tool calls',
      'an image of the user',
      'an image by its address',
      'images in tool results',
      'thinking that the client sees',
      'thinking that returns to its vendor',
      "thinking of another vendor's model",
    ],
    from: ['openai-completions'],
    to: 'any',
    instead: 'The protocol has text only. What the model thinks is not told.',
  },
  {
    features: ["thinking of another vendor's model"],
    from: ['anthropic', 'openai-responses'],
    to: 'any',
    instead: 'It is left out: only the vendor that it came from can read it. Everything else goes on.',
    said: 'thinking that came from another',
  },
  {
    features: ["thinking of another vendor's model"],
    from: ['openai-chat'],
    to: ['anthropic', 'anthropic-compatible', 'openai-responses', 'gemini', 'ollama'],
    instead: 'It is left out likewise. Other providers of Chat Completions get its text.',
    said: 'thinking that came from another',
  },
  {
    features: ['thinking that returns to its vendor'],
    from: ['anthropic', 'openai-responses'],
    to: ['openai-compatible'],
    instead: 'It is left out: most endpoints have no field for it. Presets know those that do.',
    said: 'thinking that came from another',
  },
  {
    features: ['an image by its address'],
    from: ['anthropic', 'openai-chat', 'openai-responses'],
    to: ['ollama'],
    instead: 'Ollama fetches nothing: the model is told that an image was left out.',
    said: 'an image was left out: Ollama takes images as data only, not by address',
  },
];

/** The loss that a cell suffers, if any. */
export function lossOf(feature: Feature, from: Protocol, to: PresetId): Loss | undefined {
  return losses.find(
    (loss) =>
      loss.features.includes(feature) &&
      (loss.from === 'any' || loss.from.includes(from)) &&
      (loss.to === 'any' || loss.to.includes(to)),
  );
}

/** The table of losses as the documentation shows it, its heading first. */
export function lossRows(): string[][] {
  const named = (names: readonly string[] | 'any') =>
    names === 'any' ? 'any' : names.map((name) => `\`${name}\``).join(', ');
  return [
    ['from', 'to', 'what', 'what becomes of it'],
    ...losses.map(({ features, from, to, instead }) => [
      named(from),
      named(to),
      features.join('; '),
      instead,
    ]),
  ];
}
