import { z } from 'zod';
import { operations } from '../contract/operations.ts';
import type { Core } from '../core/index.ts';

const listed = operations['models.list'].output;
const written = z.object({
  models: z.record(z.string(), z.unknown()).catch({}),
  providers: z.array(z.object({ id: z.string(), models: z.array(z.string()).catch([]) })).catch([]),
});

/** What a route can be set to: what the core lists, or what the config names where the core cannot list. */
export async function modelsAtHand({ run }: Pick<Core, 'run'>): Promise<string[]> {
  try {
    return listed.parse(await run('models.list')).models.map(({ name }) => name);
  } catch {
    // A menu of what the config names is better than none.
    const { models, providers } = written.parse(await run('config.get'));
    const own = Object.keys(models).filter((name) => !name.includes('*'));
    return [...own, ...providers.flatMap(({ id, models: ids }) => ids.map((model) => `${id}/${model}`))];
  }
}
