import { modelOptions } from '../model-options.ts';
import type { ModelOption } from '../model-options.ts';
import { useOperation } from './use-operation.ts';

/** What can be chosen as a model; undefined until the config is known, while the longer list of models may still come. */
export function useModelOptions(): ModelOption[] | undefined {
  const config = useOperation('config.get', {});
  const models = useOperation('models.list', {});
  return config.isPending ? undefined : modelOptions(config.data, models.data?.models);
}
