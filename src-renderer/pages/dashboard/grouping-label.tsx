import { useTexts } from '../../hooks/use-texts.ts';
import { RouteLabel } from '../../parts/route-label.tsx';
import { ModelName } from '../../parts/values.tsx';
import type { Texts } from '../../texts/en.ts';
import type { Grouping } from './address.ts';

/** A key of the sums as people call it; empty where a request had none. */
export function GroupingLabel({ by, name }: { by: Grouping; name: string }) {
  const { dashboard } = useTexts();
  if (name === '') return <span className="quiet">{dashboard.charts.none}</span>;
  if (by === 'model') return <ModelName name={name} />;
  return by === 'route' ? <RouteLabel route={name} /> : name;
}

/** The same as plain text. */
export function groupingName(by: Grouping, name: string, { common, dashboard }: Texts): string {
  if (name === '') return dashboard.charts.none;
  const routes: Readonly<Record<string, { name: string }>> = common.routes;
  return by === 'route' && Object.hasOwn(routes, name) ? (routes[name]?.name ?? name) : name;
}
