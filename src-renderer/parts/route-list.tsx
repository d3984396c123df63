import { useId } from 'react';
import type { RouteName } from '../../src-main/contract/config.ts';
import type { Status } from '../../src-main/contract/operations.ts';
import { formatCount } from '../format.ts';
import { RouteForm } from './route-form.tsx';
import { Section } from './section.tsx';
import '../styles/route-list.css';

type Routes = Status['routes'];

const shownRoutes: { name: RouteName; meaning: string }[] = [
  { name: 'default', meaning: 'whatever no other route takes' },
  { name: 'think', meaning: 'plan mode, high effort' },
  { name: 'background', meaning: 'titles, summaries and other chores' },
  { name: 'webSearch', meaning: 'searches in the web' },
  { name: 'subagent', meaning: 'the work of subagents' },
  { name: 'longContext', meaning: 'input above a limit' },
  { name: 'image', meaning: 'an image in the last turn' },
];

/** The routes, what each uses, and a control to change it; undefined while they are not known. */
export function RouteList({ routes, targets }: { routes: Routes | undefined; targets: string[] }) {
  const listId = useId();
  return (
    <Section title="Routes" className="routes">
      <ul>
        {shownRoutes.map(({ name, meaning }) => (
          <RouteForm key={name} route={name} meaning={meaning} use={targetOf(routes, name)} listId={listId} />
        ))}
      </ul>
      <datalist id={listId}>
        {targets.map((target) => (
          <option key={target} value={target} />
        ))}
      </datalist>
    </Section>
  );
}

function targetOf(routes: Routes | undefined, name: RouteName): string | null | undefined {
  const use = routes?.[name];
  return typeof use === 'object' && use ? `${use.use}, above ${formatCount(use.aboveTokens)} tokens` : use;
}
