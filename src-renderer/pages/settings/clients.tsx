import { useState } from 'react';
import type { ClientConfig } from '../../../src-main/contract/config.ts';
import { useConfigPart } from '../../hooks/use-config-part.ts';
import { useChange, useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialog.tsx';
import { Answer, EmptyState } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { ClientForm } from './clients/client-form.tsx';
import { clientOf, draftOfClient, keychainName, tokenReference } from './clients/client-draft.ts';
import type { ClientDraft } from './clients/client-draft.ts';
import { ClientLine } from './clients/client-line.tsx';
import { NewToken } from './clients/new-token.tsx';
import './clients.css';

/** Who may use Signalbox: each with a token of its own, a pace and a limit. */
export function ClientsSection() {
  const { settings, admin } = useTexts();
  const { clients: texts } = admin;
  const { read, change, isPending, problems, forget } = useConfigPart('clients');
  const credits = useOperation('credits.list', {});
  const rotate = useChange('clients.rotate');
  const removeKey = useChange('keys.remove');
  const [draft, setDraft] = useState<ClientDraft>();
  const [shown, setShown] = useState<{ client: string; token: string }>();
  const [asked, setAsked] = useState<{ what: 'delete' | 'rotate'; client: ClientConfig }>();

  const open = (opened: ClientDraft): void => {
    forget();
    rotate.reset();
    setShown(undefined);
    setDraft(opened);
  };
  const makeToken = (id: string): void =>
    rotate.mutate({ id }, { onSuccess: ({ token }) => setShown({ client: id, token }) });
  const save = (saved: ClientDraft): void =>
    change((clients) => withClient(clients, saved), {
      text: texts.saved(saved.name || saved.id),
      hasForm: true,
      onDone: () => {
        setDraft(undefined);
        if (saved.editing === null && keychainName(tokenReference(saved)) !== undefined) makeToken(saved.id);
      },
    });
  const remove = ({ id, token }: ClientConfig): void => {
    const name = keychainName(token);
    change((clients) => clients.filter((client) => client.id !== id), {
      text: texts.deleted(id),
      onDone: () => name !== undefined && removeKey.mutate({ name }),
    });
  };
  const form = (clients: readonly ClientConfig[]) =>
    draft && (
      <ClientForm
        draft={draft}
        problems={problems}
        path={`clients[${placeOf(clients, draft)}]`}
        isBusy={isPending}
        onChange={setDraft}
        onSave={() => save(draft)}
        onCancel={() => setDraft(undefined)}
      />
    );

  return (
    <Section
      title={settings.sections.clients}
      aside={
        <Button icon="add" onClick={() => open(draftOfClient())}>
          {texts.add}
        </Button>
      }
    >
      {shown && <NewToken key={shown.token} {...shown} onClose={() => setShown(undefined)} />}
      {rotate.error && (
        <p className="settings-body failure" role="alert">
          {rotate.error.message}
        </p>
      )}
      <Answer query={read} lines={4}>
        {({ clients }) => (
          <>
            {clients.length === 0 && !draft && (
              <EmptyState title={texts.none}>
                <p>{texts.noneHint}</p>
              </EmptyState>
            )}
            <ul aria-label={settings.sections.clients}>
              {clients.map((client) => (
                <li key={client.id}>
                  {draft?.editing === client.id ? (
                    form(clients)
                  ) : (
                    <ClientLine
                      client={client}
                      credits={credits.data?.clients.find((each) => each.client === client.id)}
                      onEdit={() => open(draftOfClient(client))}
                      onRotate={() => setAsked({ what: 'rotate', client })}
                      onDelete={() => setAsked({ what: 'delete', client })}
                    />
                  )}
                </li>
              ))}
              {draft?.editing === null && <li>{form(clients)}</li>}
            </ul>
          </>
        )}
      </Answer>
      {asked && (
        <ConfirmDialog
          title={texts.confirm[asked.what].title(asked.client.name ?? asked.client.id)}
          action={texts.confirm[asked.what].action}
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            if (asked.what === 'delete') remove(asked.client);
            else makeToken(asked.client.id);
          }}
        >
          <p>{texts.confirm[asked.what].text}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

function placeOf(clients: readonly ClientConfig[], { editing }: ClientDraft): number {
  const place = clients.findIndex(({ id }) => id === editing);
  return place < 0 ? clients.length : place;
}

function withClient(clients: readonly ClientConfig[], draft: ClientDraft): ClientConfig[] {
  const changed = [...clients];
  changed[placeOf(clients, draft)] = clientOf(draft);
  return changed;
}
