import { useState } from 'react';
import type { ImportTool } from '../../../../src-main/contract/imports.ts';
import { useOperation } from '../../../hooks/use-operation.ts';
import { useTexts } from '../../../hooks/use-texts.ts';
import { Button } from '../../../parts/button.tsx';
import { Field, TextField } from '../../../parts/field.tsx';
import { Form, FormActions, More } from '../../../parts/form.tsx';
import { Answer } from '../../../parts/placeholder.tsx';

/** Where the config to import is. */
export interface ImportSource {
  tool?: ImportTool;
  path?: string;
  text?: string;
}

const toolNames: Record<ImportTool, string> = {
  'claude-code-router': 'claude-code-router',
  'claude-code-mux': 'claude-code-mux',
  litellm: 'LiteLLM',
  'cc-switch': 'CC Switch',
};

interface SourceChoiceProps {
  isBusy: boolean;
  onChoose: (source: ImportSource) => void;
}

/** What was found on this machine, or a file by its path, or its text. */
export function SourceChoice({ isBusy, onChoose }: SourceChoiceProps) {
  const { imports } = useTexts().admin;
  const found = useOperation('import.find', {});
  const [path, setPath] = useState('');
  const [text, setText] = useState('');
  return (
    <>
      <Answer query={found} lines={2}>
        {(known) =>
          known.found.length === 0 ? (
            <p>{imports.nothingFound}</p>
          ) : (
            <ul className="import-found" aria-label={imports.found}>
              {known.found.map((each) => (
                <li key={`${each.tool} ${each.path}`}>
                  <span>
                    {toolNames[each.tool]} <span className="field-notes">{each.path}</span>
                  </span>
                  <Button
                    aria-busy={isBusy}
                    aria-label={imports.lookAt(`${toolNames[each.tool]}, ${each.path}`)}
                    onClick={() => !isBusy && onChoose(each)}
                  >
                    {imports.look}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <More title={imports.other}>
        <Form label={imports.byPath} isBusy={isBusy} onSubmit={() => onChoose({ path: path.trim() })}>
          <TextField
            label={imports.byPath}
            hint={imports.byPathHint}
            placeholder="~/.claude-code-router/config.json"
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
          <FormActions>
            <Button type="submit" disabled={path.trim() === ''}>
              {imports.look}
            </Button>
          </FormActions>
        </Form>
        <Form label={imports.byText} isBusy={isBusy} onSubmit={() => onChoose({ text })}>
          <Field label={imports.file} hint={imports.fileHint}>
            {(attributes) => (
              <input
                {...attributes}
                type="file"
                className="control import-file"
                accept=".json,.yaml,.yml,.toml,.txt"
                onChange={(event) => {
                  const [file] = event.target.files ?? [];
                  if (file) void file.text().then(setText);
                }}
              />
            )}
          </Field>
          <Field label={imports.byText} hint={imports.byTextHint}>
            {(attributes) => (
              <textarea
                {...attributes}
                className="control"
                rows={8}
                spellCheck={false}
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <FormActions>
            <Button type="submit" disabled={text.trim() === ''}>
              {imports.look}
            </Button>
          </FormActions>
        </Form>
      </More>
    </>
  );
}
