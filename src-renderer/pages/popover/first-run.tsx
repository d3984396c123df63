import type { OperationOutput } from '../../../src-main/contract/operations.ts';
import { isFirstRun, withFound } from '../../first-run.ts';
import { usePageLink } from '../../hooks/use-host.ts';
import { useChange, useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { useToast } from '../../parts/toast.tsx';
import './first-run.css';

type Found = OperationOutput<'providers.discover'>['found'][number];
type Config = OperationOutput<'config.get'>;

/** While only the demo answers: the way to a first provider, and what was found to begin with. */
export function FirstRun() {
  const config = useOperation('config.get', {}).data;
  if (!config || !isFirstRun(config)) return null;
  return <FirstSteps config={config} />;
}

function FirstSteps({ config }: { config: Config }) {
  const { firstRun } = useTexts().popover;
  const found = useOperation('providers.discover', {}).data?.found ?? [];
  const settings = usePageLink('settings', '/admin#providers');
  return (
    <section className="first-run" aria-labelledby="first-run-title">
      <h2 id="first-run-title">{firstRun.title}</h2>
      <p className="quiet">{firstRun.text}</p>
      {found.length > 0 && (
        <ul>
          {found.map((one) => (
            <FoundLine key={one.preset} found={one} config={config} />
          ))}
        </ul>
      )}
      <ButtonLink {...settings} look="primary">
        {firstRun.add}
      </ButtonLink>
    </section>
  );
}

function FoundLine({ found, config }: { found: Found; config: Config }) {
  const { firstRun } = useTexts().popover;
  const tell = useToast();
  const change = useChange('config.set', ['models.list']);
  const settings = usePageLink('settings', '/admin#providers');
  if (found.kind === 'key') {
    return (
      <li className="first-run-found">
        <p>
          {found.name}
          <span className="first-run-hint">{firstRun.variable(found.env)}</span>
        </p>
        <ButtonLink {...settings}>{firstRun.addNamed(found.name)}</ButtonLink>
      </li>
    );
  }
  const [model] = found.models;
  const use = async (name: string): Promise<void> => {
    const after = withFound(config, found, name);
    // By then this line is gone, and callbacks of its own with it.
    await change.mutateAsync({ config: after.config });
    tell({
      about: 'first-run',
      text: firstRun.connected(after.target),
      undo: () => change.mutate({ config }),
    });
  };
  return (
    <li className="first-run-found">
      <p>
        {found.name}
        <span className="first-run-hint">{model === undefined ? firstRun.noModels : firstRun.found}</span>
        {change.error && <span className="failure">{change.error.message}</span>}
      </p>
      {model !== undefined && (
        <Button aria-busy={change.isPending} onClick={() => void use(model).catch(() => undefined)}>
          {firstRun.use(model)}
        </Button>
      )}
    </li>
  );
}
