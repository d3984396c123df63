import type { Config, ProviderConfig } from '../src-main/contract/config.ts';
import type { PresetRow } from '../src-main/contract/presets.ts';

/** What is typed for a provider that is to be. */
export interface TypedProvider {
  id: string;
  source: 'paste' | 'env';
  key: string;
  env: string;
  baseUrl: string;
  projectId: string;
  location: string;
}

type NewEntry = Pick<ProviderConfig, 'id' | 'preset' | 'baseUrl' | 'projectId' | 'location' | 'keys'>;

/** The entry as the config is to have it, and the name under which a pasted key is kept. */
export function entryOfNew(
  preset: PresetRow,
  typed: TypedProvider,
  config: Config,
): { entry: NewEntry; keyName: string | undefined } {
  const keyName =
    preset.key !== 'none' && typed.source === 'paste' && typed.key.trim() !== ''
      ? freeKeyName(typed.id, config)
      : undefined;
  const env = preset.key !== 'none' && typed.source === 'env' ? typed.env.trim() : '';
  const keys = keyName !== undefined ? [`keychain:${keyName}`] : env !== '' ? [`env:${env}`] : undefined;
  const [baseUrl, projectId, location] = [typed.baseUrl, typed.projectId, typed.location].map((text) =>
    text.trim(),
  );
  return {
    entry: {
      id: typed.id.trim(),
      preset: preset.id,
      ...(baseUrl && baseUrl !== preset.baseUrl && { baseUrl }),
      ...(projectId && { projectId }),
      ...(location && { location }),
      ...(keys && { keys }),
    },
    keyName,
  };
}

/** The first of NAME, NAME-2, NAME-3 … that no provider has as its id. */
export function freeId(name: string, { providers }: Config): string {
  return firstFree(name, (id) => providers.every((provider) => provider.id !== id));
}

/** The first of NAME, NAME-2 … to which nothing in the config refers, so that no key of another's is overwritten. */
export function freeKeyName(name: string, config: Config, taken: readonly string[] = []): string {
  const references = new Set([
    ...config.providers.flatMap(({ keys = [] }) => keys),
    ...config.clients.map(({ token }) => token),
    ...taken.map((one) => `keychain:${one}`),
  ]);
  return firstFree(name.trim(), (candidate) => !references.has(`keychain:${candidate}`));
}

/** A guess at a model to talk to: the first that is not by its name made for something else. */
export function firstChatModel(models: readonly string[]): string | undefined {
  return models.find((model) => !otherPurpose.test(model)) ?? models[0];
}

const otherPurpose =
  /embed|rerank|moderation|guard|whisper|transcri|tts|speech|audio|realtime|dall-e|image|imagen|veo|sora|video|ocr|davinci|babbage/i;

function firstFree(name: string, isFree: (candidate: string) => boolean): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (isFree(candidate)) return candidate;
  }
}
