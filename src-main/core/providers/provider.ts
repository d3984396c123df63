import type { ProviderConfig, WireName } from '../../contract/config.ts';
import type { PriceSource, ToldCostSource } from '../prices/price-source.ts';
import type { AnthropicQuirks } from '../wire/anthropic/quirks.ts';
import type { GeminiQuirks } from '../wire/gemini/quirks.ts';
import type { OllamaQuirks } from '../wire/ollama/quirks.ts';
import type { ChatQuirks } from '../wire/openai-chat/quirks.ts';
import type { ResponsesQuirks } from '../wire/openai-responses/quirks.ts';
import type { BalanceSource } from './balance.ts';

/** How a provider's key travels: in a header, as a token that Google's credentials give, or not at all. */
export type Auth =
  | { kind: 'bearer' }
  | { kind: 'header'; header: string }
  | { kind: 'google' }
  | { kind: 'none' };

/** The oddities that each wire knows of. */
interface QuirksOfWire {
  anthropic: AnthropicQuirks;
  'openai-chat': ChatQuirks;
  'openai-responses': ResponsesQuirks;
  gemini: GeminiQuirks;
  ollama: OllamaQuirks;
  'claude-cli': Readonly<Record<string, never>>;
  demo: Readonly<Record<string, never>>;
}

/** A wire together with quirks of its own. */
type SpokenWire = { [Wire in WireName]: { wire: Wire; quirks: QuirksOfWire[Wire] } }[WireName];

interface PresetBase {
  id: string;
  /** As the provider writes itself. */
  name: string;
  /**
   * Without a slash at its end; empty where nothing is called. Absent where every user has an address of their own: given
   * in the config, or with Google's auth made of project and location.
   */
  baseUrl?: string;
  auth: Auth;
  /** Where a person reads about the provider; absent for what is built in. */
  site?: string;
  /** Where a person gets a key; absent where none is needed. */
  keyPage?: string;
  /** The variable of the environment in which people usually have its key; of one preset for each vendor. */
  envKey?: string;
  /** A program on this machine that lists its models without a key, so that it can be found by asking. */
  runsHere?: true;
  /** Path below the base URL that lists models, with `/..` at its beginning where it stands beside it. */
  modelsPath: string;
  /** Path that only a valid key may read, where the list of models is public. */
  checkPath?: string;
  /** Path below the base URL that counts the tokens of a Messages request; absent where the provider does not. */
  countTokensPath?: string;
  /** Where the provider tells what is left of the money; absent where it does not. */
  balance?: BalanceSource;
  /** Where its models' prices stand; absent where the address of each user says whose they are. */
  priceSource?: PriceSource;
  /** Where its answers tell what they cost; absent where they do not, or not for sure in dollars. */
  tellsCost?: ToldCostSource;
  /** Headers that the provider wants where a request does not bring its own. */
  headers?: Readonly<Record<string, string>>;
}

/** A provider as shipped: plain data, which a config entry with `preset` builds on. */
export type Preset = PresetBase & SpokenWire;

/** A provider ready for use: its config over its preset, nothing left to look up. Keys are still references. */
export type Provider = Omit<ProviderConfig, 'wire' | 'baseUrl' | 'keys' | 'preset' | 'takes'> & {
  name: string;
  /** Marks reasoning that must return to the same vendor: the id of a preset that is one, else the provider's own. */
  vendor: string;
  baseUrl: string;
  auth: Auth;
  keys: string[];
  modelsPath: string;
  checkPath: string;
  countTokensPath?: string;
  balance?: BalanceSource;
  priceSource?: PriceSource;
  tellsCost?: ToldCostSource;
  presetHeaders: Readonly<Record<string, string>>;
} & SpokenWire;
