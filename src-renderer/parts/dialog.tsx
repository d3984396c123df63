import { useLayoutEffect, useId, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { createPortal } from 'react-dom';
import { useTexts } from '../hooks/use-texts.ts';
import { Button, IconButton } from './button.tsx';
import './dialog.css';

interface DialogProps {
  title: string;
  /** Called by Escape, by the cross and by a click beside it; the owner then stops showing it. */
  onClose: () => void;
  /** What has the focus at first; otherwise the cross. */
  firstFocus?: RefObject<HTMLElement | null>;
  /** `sheet` stands at the page's side, as high as it is. */
  look?: 'box' | 'sheet';
  children: ReactNode;
}

/**
 * The browser's own modal dialog, open while it is shown; the focus returns to where it was. It may stand in a form, which
 * hears nothing of forms within the dialog.
 */
export function Dialog({ title, onClose, firstFocus, look = 'box', children }: DialogProps) {
  const { common } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A layout effect: it ends while the dialog still is in the document, and only such a one gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    firstFocus?.current?.focus();
    return () => element?.close();
  }, [firstFocus]);
  return createPortal(
    <dialog
      ref={dialog}
      className="dialog"
      data-look={look}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // Only the dialog itself lies beside what it holds: its content fills it.
        if (event.target === event.currentTarget) onClose();
      }}
      // Events pass through a portal.
      onSubmit={(event) => event.stopPropagation()}
    >
      <div className="dialog-content">
        <header className="dialog-header">
          <h2 id={titleId}>{title}</h2>
          <IconButton label={common.close} icon="close" onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>,
    document.body,
  );
}

interface ConfirmProps {
  title: string;
  /** What will be lost. */
  children: ReactNode;
  /** The verb of what happens. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({ title, children, action, onConfirm, onClose }: ConfirmProps) {
  const { common } = useTexts();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body">{children}</div>
      <footer className="dialog-footer">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button look="danger" onClick={onConfirm}>
          {action}
        </Button>
      </footer>
    </Dialog>
  );
}
