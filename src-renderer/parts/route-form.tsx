import { useId, useState } from 'react';
import type { RouteName } from '../../src-main/contract/config.ts';
import { useChange } from '../hooks/use-operation.ts';

interface RouteFormProps {
  route: RouteName;
  /** Which requests the route takes, in a few words. */
  meaning: string;
  /** What the route uses: null where it is not set, undefined while it is not known. */
  use: string | null | undefined;
  /** Id of the datalist with what may be typed. */
  listId: string;
}

/** One route with what it uses, and a field to change that; what was typed stays until the core has taken it. */
export function RouteForm({ route, meaning, use, listId }: RouteFormProps) {
  const [typed, setTyped] = useState('');
  const change = useChange('routes.set');
  const id = useId();
  const set = (to: string | null) => change.mutate({ route, use: to }, { onSuccess: () => setTyped('') });

  return (
    <li>
      <form
        aria-busy={change.isPending}
        onSubmit={(event) => {
          event.preventDefault();
          set(typed.trim());
        }}
      >
        <label htmlFor={`${id}-field`}>
          <span className="name">{route}</span> <span className="quiet">{meaning}</span>
        </label>
        <output className={use === null ? 'quiet' : 'target'}>
          {use === null ? 'not set: falls through' : (use ?? 'Loading…')}
        </output>
        <div className="controls">
          <input
            id={`${id}-field`}
            list={listId}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder="name or provider/model"
            required
            pattern=".*\S.*"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={change.isError}
            aria-describedby={`${id}-failure`}
          />
          <button type="submit" aria-label={`Set ${route}`}>
            Set
          </button>
          {route !== 'default' && (
            <button type="button" aria-label={`Unset ${route}`} onClick={() => set(null)}>
              Unset
            </button>
          )}
        </div>
        <p id={`${id}-failure`} className="failure" role="alert">
          {change.error?.message}
        </p>
      </form>
    </li>
  );
}
