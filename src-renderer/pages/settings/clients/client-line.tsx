import type { ClientConfig } from '../../../../src-main/contract/config.ts';
import type { ClientCredits } from '../../../../src-main/contract/credits.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { Button, IconButton } from '../../../parts/button.tsx';
import { StateDot } from '../../../parts/state-dot.tsx';
import type { Tone } from '../../../parts/state-dot.tsx';
import { keychainName } from './client-draft.ts';

const tones: Record<ClientCredits['state'], Tone> = { ok: 'good', warn: 'warning', refused: 'bad' };

interface ClientLineProps {
  client: ClientConfig;
  /** Undefined until it is known. */
  credits: ClientCredits | undefined;
  onEdit: () => void;
  onRotate: () => void;
  onDelete: () => void;
}

/** A client: what it may do, how much of it is left, and where its token is. */
export function ClientLine({ client, credits, onEdit, onRotate, onDelete }: ClientLineProps) {
  const { clients: texts } = useTexts().admin;
  const format = useFormat();
  const { id, name = id, token, requestsPerMinute, limitUsd, markupPercent } = client;
  const facts = [
    requestsPerMinute > 0 ? texts.pace(format.count(requestsPerMinute)) : texts.noPace,
    limitUsd === null ? texts.noLimit : texts.limit(format.money(limitUsd)),
    markupPercent > 0 && texts.markup(format.percent(markupPercent / 100)),
  ].filter((fact) => typeof fact === 'string');
  return (
    <div className="client">
      <div className="client-what">
        <p className="client-name">
          {name} {name !== id && <span className="quiet">{id}</span>}
        </p>
        <p className="quiet">{facts.join(' · ')}</p>
        <p className="quiet">
          {texts.tokenAt} <code>{token}</code>
        </p>
      </div>
      {credits && (
        <div className="client-credits">
          <span>{texts.balance(format.money(credits.balanceUsd))}</span>
          <StateDot tone={tones[credits.state]} word={texts.states[credits.state]} />
        </div>
      )}
      <div className="client-controls">
        {keychainName(token) !== undefined && (
          <Button aria-label={texts.newToken(name)} onClick={onRotate}>
            {texts.rotate}
          </Button>
        )}
        <IconButton icon="edit" label={texts.edit(name)} onClick={onEdit} />
        <IconButton icon="bin" label={texts.delete(name)} onClick={onDelete} />
      </div>
    </div>
  );
}
