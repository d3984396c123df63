import type { ReactNode } from 'react';
import { useTexts } from '../../../hooks/use-texts.ts';
import { CodeBlock } from '../../../parts/code-block.tsx';
import { More } from '../../../parts/form.tsx';
import { Section } from '../../../parts/section.tsx';

/** How other programs come here, each with what it asks for, ready to be copied. */
export function OtherClients({ address }: { address: string }) {
  const { others } = useTexts().admin.claudeCode;
  return (
    <Section title={others.title}>
      <div className="settings-body">
        <p className="quiet">
          {others.hint} <a href="#clients">{others.clients}</a>
        </p>
        <CodeBlock label={others.baseUrl} text={`${address}/v1`} />
        <More title="Cursor">
          <Steps>
            <li>
              <p>{others.cursor.tunnel}</p>
              <CodeBlock label={others.cursor.command} text={tunnelTo(address)} />
            </li>
            <li>{others.cursor.enter}</li>
            <li>{others.cursor.model}</li>
          </Steps>
        </More>
        <More title="VS Code">
          <Steps>
            <li>{others.vscode.add}</li>
            <li>
              <p>{others.vscode.models}</p>
              <CodeBlock label="chatLanguageModels.json" text={vscodeModels(address)} />
            </li>
          </Steps>
        </More>
        <More title="Codex">
          <Steps>
            <li>
              <p>{others.codex.file}</p>
              <CodeBlock label="config.toml" text={codexConfig(address)} />
            </li>
            <li>
              <p>{others.codex.start}</p>
              <CodeBlock label={others.codex.command} text={'export SIGNALBOX_TOKEN=…\ncodex'} />
            </li>
          </Steps>
        </More>
      </div>
    </Section>
  );
}

function Steps({ children }: { children: ReactNode }) {
  return <ol className="client-steps">{children}</ol>;
}

function tunnelTo(address: string): string {
  return `cloudflared tunnel --url ${address} --http-host-header ${new URL(address).host}`;
}

function vscodeModels(address: string): string {
  const model = {
    id: 'smart',
    name: 'Smart (Signalbox)',
    url: `${address}/v1/chat/completions`,
    toolCalling: true,
    vision: true,
    maxInputTokens: 200_000,
    maxOutputTokens: 32_000,
  };
  return JSON.stringify(model, null, 2);
}

function codexConfig(address: string): string {
  return [
    'model = "smart"',
    'model_provider = "signalbox"',
    '',
    '[model_providers.signalbox]',
    'name = "Signalbox"',
    `base_url = "${address}/v1"`,
    'env_key = "SIGNALBOX_TOKEN"',
    'wire_api = "responses"',
  ].join('\n');
}
