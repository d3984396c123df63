import { isRecord, recordOf, stringOf } from '../open-fields.ts';

/** The ids in AI Studio's list of models, of those that can chat; empty for a body of another shape. */
export function readModelIds(body: unknown): string[] {
  const { models } = recordOf(body);
  if (!Array.isArray(models)) return [];
  return models
    .filter(isRecord)
    .filter(({ supportedGenerationMethods: methods }) => {
      return !Array.isArray(methods) || methods.includes('generateContent');
    })
    .map(({ name }) => stringOf(name).replace(/^models\//, ''))
    .filter(Boolean);
}
