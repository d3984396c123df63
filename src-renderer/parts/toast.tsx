import { createContext, use, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../hooks/use-texts.ts';
import { IconButton } from './button.tsx';
import './toast.css';

/** A short word on what happened. */
export interface Toast {
  /** What it is about: a newer one about the same takes its place, and the same words are not said twice in a row. */
  about: string;
  text: string;
  /** `bad` stays until it is dismissed. */
  tone?: 'plain' | 'bad';
  /** Takes back what happened. */
  undo?: () => void;
  /** Called when it is gone and what happened was not taken back. */
  onOver?: () => void;
  /** Something that may be done now; it stays until somebody does it or dismisses it. */
  action?: { word: string; run: () => void };
}

const shownMs = 8000;

const TellContext = createContext<(toast: Toast) => void>(() => undefined);

/** Tells the person something at the foot of the page. */
export function useToast(): (toast: Toast) => void {
  return use(TellContext);
}

/** Shows what is told below it, for eight seconds or as long as somebody points at it. */
export function Toasts({ children }: { children: ReactNode }) {
  const { common } = useTexts();
  const [toasts, setToasts] = useState<(Toast & { number: number })[]>([]);
  const told = useRef(new Map<string, string>());
  const count = useRef(0);
  const tell = (toast: Toast): void => {
    if (toast.tone === 'bad' && told.current.get(toast.about) === toast.text) return;
    told.current.set(toast.about, toast.text);
    count.current += 1;
    const next = { ...toast, number: count.current };
    setToasts((shown) => [...shown.filter(({ about }) => about !== toast.about), next]);
  };
  const dismiss = (toast: Toast): void => setToasts((shown) => shown.filter((other) => other !== toast));
  return (
    <TellContext value={tell}>
      {children}
      <div className="toasts" role="status" aria-label={common.notices}>
        {toasts.map((toast) => (
          <ToastLine key={toast.number} toast={toast} onDone={() => dismiss(toast)} />
        ))}
      </div>
    </TellContext>
  );
}

function ToastLine({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const { common } = useTexts();
  const [isHeld, setIsHeld] = useState(false);
  const stays = isHeld || toast.tone === 'bad' || toast.action !== undefined;
  const end = (): void => {
    onDone();
    toast.onOver?.();
  };
  const finish = useEffectEvent(end);
  useEffect(() => {
    if (stays) return undefined;
    const timer = window.setTimeout(() => finish(), shownMs);
    return () => window.clearTimeout(timer);
  }, [stays]);
  return (
    <div
      className="toast"
      data-tone={toast.tone ?? 'plain'}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <p>{toast.text}</p>
      {toast.undo && <ToastButton word={common.undo} run={toast.undo} onDone={onDone} />}
      {toast.action && <ToastButton {...toast.action} onDone={onDone} />}
      <IconButton label={common.dismiss} icon="close" onClick={end} />
    </div>
  );
}

function ToastButton({ word, run, onDone }: { word: string; run: () => void; onDone: () => void }) {
  return (
    <button
      type="button"
      className="toast-undo"
      onClick={() => {
        run();
        onDone();
      }}
    >
      {word}
    </button>
  );
}
