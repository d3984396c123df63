import type { ProviderConfig, WireName } from '../../contract/config.ts';
import type { ChatQuirks } from '../wire/openai-chat/quirks.ts';

/** How a provider's key travels; `none` where no key is needed. */
type Auth = { kind: 'bearer' } | { kind: 'header'; header: string } | { kind: 'none' };

interface PresetBase {
  id: string;
  /** As the provider writes itself. */
  name: string;
  /** Without a slash at its end; absent where every user has an address of their own, empty where nothing is called. */
  baseUrl?: string;
  auth: Auth;
  /** Where a person reads about the provider; absent for what is built in. */
  site?: string;
  /** Where a person gets a key; absent where none is needed. */
  keyPage?: string;
  /** Path below the base URL that lists models. */
  modelsPath: string;
  /** Path below the base URL that only a valid key may read; the models' path where absent. */
  checkPath?: string;
  /** Headers that the provider wants where a request does not bring its own. */
  headers?: Readonly<Record<string, string>>;
}

/** A provider as shipped: plain data, which a config entry with `preset` builds on. */
export type Preset =
  | (PresetBase & { wire: 'openai-chat'; quirks: ChatQuirks })
  | (PresetBase & { wire: Exclude<WireName, 'openai-chat'> });

/** A provider ready for use: its config over its preset, nothing left to look up. Keys are still references. */
export type Provider = Omit<ProviderConfig, 'wire' | 'baseUrl' | 'keys' | 'preset'> & {
  name: string;
  /** Marks reasoning that must return to the same vendor: the id of a preset that is one, else the provider's own. */
  vendor: string;
  wire: WireName;
  baseUrl: string;
  auth: Auth;
  keys: string[];
  modelsPath: string;
  checkPath: string;
  presetHeaders: Readonly<Record<string, string>>;
  quirks: ChatQuirks;
};
