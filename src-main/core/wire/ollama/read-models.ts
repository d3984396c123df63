import { recordOf, stringOf } from '../open-fields.ts';

/** The models that `GET /api/tags` lists: those that are on the machine, in the order of the list. */
export function readModelIds(body: unknown): string[] {
  const { models } = recordOf(body);
  if (!Array.isArray(models)) return [];
  return models
    .map(recordOf)
    .map(({ model, name }) => stringOf(model) || stringOf(name))
    .filter(Boolean);
}
