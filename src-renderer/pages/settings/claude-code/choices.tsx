import type {
  ClaudeAlias,
  ClaudeCodeChoices,
  ClaudeCodeStatus,
} from '../../../../src-main/contract/claude-code.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Switch, TextField } from '../../../parts/field.tsx';
import { Choice, FieldRow, More } from '../../../parts/form.tsx';
import { ModelField } from '../../../parts/model-field.tsx';

const shownAliases = ['haiku', 'sonnet', 'opus', 'fable'] as const satisfies ClaudeAlias[];

/** What is asked of Claude Code; null unsets. */
export interface Wanted extends Pick<ClaudeCodeChoices, 'mode' | 'contextTokens' | 'statusLine'> {
  aliases: Record<ClaudeAlias, string | null>;
}

/** What was chosen before, or what is usual. */
export function choicesOf({ choices }: Pick<ClaudeCodeStatus, 'choices'>): Wanted {
  const { mode = 'token', aliases, contextTokens = null, statusLine = false } = choices ?? {};
  const { haiku = null, sonnet = null, opus = null, fable = null } = aliases ?? {};
  return { mode, contextTokens, statusLine, aliases: { haiku, sonnet, opus, fable } };
}

interface ChoicesProps {
  wanted: Wanted;
  offersStatusLine: boolean;
  onChange: (wanted: Wanted) => void;
}

/** How Claude Code shows itself, and what few people ask of it beyond that. */
export function Choices({ wanted, offersStatusLine, onChange }: ChoicesProps) {
  const { claudeCode } = useTexts().admin;
  const { choices } = claudeCode;
  return (
    <div className="form">
      <Choice
        legend={choices.mode}
        choices={(['token', 'login'] as const).map((value) => ({ value, ...claudeCode.modes[value] }))}
        value={wanted.mode}
        onChoose={(mode) => onChange({ ...wanted, mode })}
      />
      {offersStatusLine && (
        <Switch
          label={choices.statusLine}
          hint={choices.statusLineHint}
          checked={wanted.statusLine}
          onChange={(event) => onChange({ ...wanted, statusLine: event.target.checked })}
        />
      )}
      <More title={choices.more}>
        <p className="quiet">{choices.aliasesHint}</p>
        <FieldRow>
          {shownAliases.map((alias) => (
            <ModelField
              key={alias}
              label={choices.alias(alias)}
              value={wanted.aliases[alias]}
              canUnset
              onChoose={(name) => onChange({ ...wanted, aliases: { ...wanted.aliases, [alias]: name } })}
            />
          ))}
        </FieldRow>
        <ContextField
          tokens={wanted.contextTokens}
          onChange={(contextTokens) => onChange({ ...wanted, contextTokens })}
        />
      </More>
    </div>
  );
}

const leastTokens = 1_000;

function ContextField({
  tokens,
  onChange,
}: {
  tokens: number | null;
  onChange: (tokens: number | null) => void;
}) {
  const { choices } = useTexts().admin.claudeCode;
  return (
    <TextField
      label={choices.context}
      hint={choices.contextHint}
      inputMode="numeric"
      placeholder="200000"
      defaultValue={tokens ?? ''}
      onChange={(event) => {
        const typed = Number(event.target.value.replaceAll(/\D/g, ''));
        onChange(typed >= leastTokens ? typed : null);
      }}
    />
  );
}
