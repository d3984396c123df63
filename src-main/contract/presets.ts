import { z } from 'zod';
import type { AnthropicFeature, ProviderConfig } from './config.ts';

const preset = z.object({
  id: z.string(),
  name: z.string(),
  wire: z.custom<NonNullable<ProviderConfig['wire']>>(),
  /** Null where every user has an address of their own. */
  baseUrl: z.string().nullable(),
  /** `optional`: the endpoint may have been set up to want one. */
  key: z.enum(['needed', 'optional', 'none']),
  /** What an entry cannot do without, beside a key. */
  needs: z.array(z.enum(['baseUrl', 'projectId'])),
  /** It runs on the user's own machine. */
  isLocal: z.boolean(),
  /** It is built in: it calls nobody. */
  isBuiltIn: z.boolean(),
  /** Where a person reads about it, and where one gets a key. */
  site: z.string().nullable(),
  keyPage: z.string().nullable(),
  /** The variable in which people usually have its key, whether it is set or not. */
  envKey: z.string().nullable(),
  /** What of Anthropic's protocol it is known to take or not; what is absent is taken. */
  takes: z.custom<Partial<Record<AnthropicFeature, boolean>>>(),
});
/** A provider as shipped, as a person chooses it. */
export type PresetRow = z.infer<typeof preset>;

/** What an entry of `providers` is where it says nothing. */
export type ProviderDefaults = Omit<ProviderConfig, 'id'>;

/** The operation that tells what providers can be made of. */
export const presetOperations = {
  'presets.list': {
    input: z.strictObject({}),
    output: z.object({ presets: z.array(preset), defaults: z.custom<ProviderDefaults>() }),
  },
} as const;
