import type { Use } from '../../config-uses.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import type { Texts } from '../../texts/en.ts';

/** What would change with something that is deleted, a line each. */
export function UseList({ uses }: { uses: readonly Use[] }) {
  const texts = useTexts();
  return (
    <ul className="use-list">
      {uses.map((use, index) => (
        <li key={index}>{sentenceOf(use, texts)}</li>
      ))}
    </ul>
  );
}

function sentenceOf(use: Use, { common, settingsProviders: { uses } }: Texts): string {
  if (use.kind === 'route') {
    const { name } = common.routes[use.route];
    return use.route === 'default' ? uses.defaultRoute(name) : uses.route(name);
  }
  if (use.kind === 'rule') return uses.rule(use.rule);
  if (use.kind === 'model') return use.isLast ? uses.lastTarget(use.model) : uses.target(use.model);
  return uses[use.role](use.period);
}
