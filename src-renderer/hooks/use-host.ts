import type { MouseEvent } from 'react';
import type { HostWindow } from '../../src-main/contract/host.ts';
import { callOperation } from '../core-client.ts';
import { useOperation } from './use-operation.ts';

/** Whether the page is shown by the desktop app; false until it is known. */
export function useIsDesktop(): boolean {
  return useOperation('host.get', {}).data?.kind === 'desktop';
}

/** Attributes of a link to a whole page: a tab of its own in a browser, the window of that page in the desktop app. */
export function usePageLink(what: HostWindow, href: string) {
  const isDesktop = useIsDesktop();
  return {
    href,
    target: '_blank',
    rel: 'noreferrer',
    onClick: (event: MouseEvent) => {
      if (!isDesktop) return;
      event.preventDefault();
      void callOperation('host.open', { what });
    },
  };
}
