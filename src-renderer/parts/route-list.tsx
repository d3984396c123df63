import { useState } from 'react';
import type { RouteName } from '../../src-main/contract/config.ts';
import type { Status } from '../../src-main/contract/operations.ts';
import { useFormat, useTexts } from '../hooks/use-texts.ts';
import { useModelOptions } from '../hooks/use-model-options.ts';
import { targetOf, useRouteSwap } from '../hooks/use-route-swap.ts';
import { shownRoutes } from '../shown-routes.ts';
import { Icon } from './icon.tsx';
import { ModelPicker } from './model-picker.tsx';
import { Skeleton } from './placeholder.tsx';
import { Section } from './section.tsx';
import { ModelName } from './values.tsx';
import './route-list.css';

type Routes = Status['routes'];

/** The routes and what each uses; one click opens the choice of models, the next one takes one. */
export function RouteList({ title, routes }: { title: string; routes: Routes | undefined }) {
  const [picked, setPicked] = useState<RouteName>();
  // Asked for before anybody chooses, so that the choice is there at once.
  useModelOptions();
  return (
    <Section title={title}>
      {routes ? (
        <ul>
          {shownRoutes.map((route) => (
            <li key={route}>
              <RouteButton route={route} routes={routes} onPick={() => setPicked(route)} />
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton lines={shownRoutes.length} />
      )}
      {picked && routes && (
        <RoutePicker route={picked} routes={routes} onClose={() => setPicked(undefined)} />
      )}
    </Section>
  );
}

interface RouteProps {
  route: RouteName;
  routes: Routes;
}

function RouteButton({ route, routes, onPick }: RouteProps & { onPick: () => void }) {
  const { common } = useTexts();
  const format = useFormat();
  const { name, meaning } = common.routes[route];
  const use = targetOf(routes, route);
  const above = route === 'longContext' ? routes.longContext?.aboveTokens : undefined;
  return (
    <button
      type="button"
      className="route"
      aria-label={common.picker.change(name, use ?? common.notSet)}
      onClick={onPick}
    >
      <span className="route-name" title={meaning}>
        {name}
      </span>
      <span className="route-use">
        {use === null ? <span className="quiet">{common.notSet}</span> : <ModelName name={use} />}
        {above !== undefined && <span className="route-limit">{common.above(format.tokens(above))}</span>}
      </span>
      <Icon name="swap" />
    </button>
  );
}

function RoutePicker({ route, routes, onClose }: RouteProps & { onClose: () => void }) {
  const { common } = useTexts();
  const options = useModelOptions();
  const swap = useRouteSwap(routes);
  return (
    <ModelPicker
      title={common.picker.title(common.routes[route].name)}
      options={options}
      current={targetOf(routes, route)}
      canUnset={route !== 'default'}
      problem={swap.error?.message}
      isBusy={swap.isPending}
      onPick={(use) => swap.mutate({ route, use }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
