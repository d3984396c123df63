import type { RouteName } from '../../src-main/contract/config.ts';
import { unknownValue } from '../format.ts';
import { useTexts } from '../hooks/use-texts.ts';
import './route-label.css';

/** The route that a request took, in the person's words where it is one of the set ones: `rule:NAME` stays as it is. */
export function RouteLabel({ route }: { route: string | null }) {
  const { routes } = useTexts().common;
  const name = isSet(route, routes) ? routes[route].name : (route ?? unknownValue);
  return <span className="route-label">{name}</span>;
}

function isSet(route: string | null, routes: object): route is RouteName {
  return route !== null && Object.hasOwn(routes, route);
}
