import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RouteName } from '../../src-main/contract/config.ts';
import type { Status } from '../../src-main/contract/operations.ts';
import { callOperation } from '../core-client.ts';
import type { CoreError } from '../core-client.ts';
import { partsOfName } from '../parts/values.tsx';
import { useToast } from '../parts/toast.tsx';
import { useTexts } from './use-texts.ts';

type Routes = Status['routes'];

interface Swap {
  route: RouteName;
  use: string | null;
}

/** Sets a route, shows it at once, and tells it with a way back. */
export function useRouteSwap(routes: Routes | undefined) {
  const client = useQueryClient();
  const { common } = useTexts();
  const tell = useToast();

  const show = (after: Routes): void => {
    client.setQueryData<Status>(['status.get', {}], (status) => status && { ...status, routes: after });
  };
  const takeBack = async (route: RouteName, before: Routes): Promise<void> => {
    const about = `route/${route}`;
    try {
      show(await restoreRoute(route, before));
      tell({ about, text: common.undone(common.routes[route].name) });
    } catch (error) {
      tell({ about, text: error instanceof Error ? error.message : String(error), tone: 'bad' });
    }
  };

  return useMutation<Routes, CoreError, Swap, Routes | undefined>({
    mutationFn: (swap) => callOperation('routes.set', swap),
    // Kept from before: the core may push the change sooner than it answers.
    onMutate: () => routes,
    onSuccess: (after, { route, use }, before) => {
      show(after);
      const { name } = common.routes[route];
      tell({
        about: `route/${route}`,
        text: use === null ? common.unsetDone(name) : common.swapped(name, partsOfName(use).model),
        ...(before && { undo: () => void takeBack(route, before) }),
      });
    },
  });
}

/** What a route uses; null where it is not set. */
export function targetOf(routes: Routes, route: RouteName): string | null {
  const value = routes[route];
  return typeof value === 'object' ? (value?.use ?? null) : value;
}

async function restoreRoute(route: RouteName, before: Routes): Promise<Routes> {
  if (route !== 'longContext' || before.longContext === null) {
    return callOperation('routes.set', { route, use: targetOf(before, route) });
  }
  // Unset it forgot its limit, which only the whole config can bring back.
  const config = await callOperation('config.get', {});
  const routes = typeof config['routes'] === 'object' ? config['routes'] : {};
  await callOperation('config.set', {
    config: { ...config, routes: { ...routes, longContext: before.longContext } },
  });
  return (await callOperation('status.get', {})).routes;
}
