import type { WireName } from '../../../../src-main/contract/config.ts';
import type { PresetRow, ProviderDefaults } from '../../../../src-main/contract/presets.ts';
import type { ProviderDraft } from '../../../provider-draft.ts';

/** What every part of the form of a provider works on. */
export interface ProviderForm {
  id: string;
  draft: ProviderDraft;
  type: (part: Partial<ProviderDraft>) => void;
  defaults: ProviderDefaults;
  /** Undefined for an entry that names a wire only. */
  preset: PresetRow | undefined;
  /** What is spoken there as things are typed now. */
  wire: WireName | undefined;
  /** What is wrong at a place, such as `timeouts.connectMs`. */
  problemAt: (place: string) => string | undefined;
  /** What is wrong at a place or anywhere in it. */
  problemsIn: (place: string) => string[];
}
