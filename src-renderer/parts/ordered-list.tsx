import { useEffect, useRef, useState } from 'react';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { useTexts } from '../hooks/use-texts.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import './ordered-list.css';

interface OrderedListProps<Item> {
  label: string;
  items: readonly Item[];
  /** Tells an item from the others; what stands twice is told apart by its order. */
  keyOf: (item: Item) => string | number;
  /** What a line is called, for those who hear it. */
  nameOf: (item: Item) => string;
  onMove: (from: number, to: number) => void;
  /** Absent where none may go. */
  onRemove?: ((index: number) => void) | undefined;
  children: (item: Item, index: number) => ReactNode;
}

type Control = 'up' | 'down';

/** A list whose order means something: moved by buttons, by Alt and an arrow, or by dragging; the focus goes along. */
export function OrderedList<Item>({ label, items, keyOf, nameOf, children, ...on }: OrderedListProps<Item>) {
  const { ordered } = useTexts().common;
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ key: string | undefined; to: number; control: Control | undefined }>(undefined);
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const [said, setSaid] = useState('');

  const keys = uniqueKeys(items.map(keyOf));

  // After each drawing: the new order may come later than the one that the move itself causes.
  useEffect(() => {
    if (!moved.current || keys[moved.current.to] !== moved.current.key) return;
    const { to, control } = moved.current;
    moved.current = undefined;
    // Its own controls, and not those of a list within the line.
    const controls = list.current?.children[to]?.querySelectorAll<HTMLButtonElement>(
      ':scope > .ordered-controls > :not(:disabled)',
    );
    const usable = [...(controls ?? [])];
    (usable.find((button) => button.dataset['control'] === control) ?? usable[0])?.focus();
  });

  const move = (from: number, to: number, control?: Control): void => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) return;
    moved.current = { key: keys[from], to, control };
    setSaid(ordered.moved(nameOf(item), to + 1, items.length));
    on.onMove(from, to);
  };
  const moveByKey = (event: KeyboardEvent, index: number): void => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    // In a list within a line it is that list's.
    event.stopPropagation();
    move(index, index + step, step < 0 ? 'up' : 'down');
  };
  const drop = (event: DragEvent, index: number): void => {
    event.preventDefault();
    if (dragged !== undefined) move(dragged, index);
    setDragged(undefined);
    setOver(undefined);
  };

  return (
    <>
      <ol className="ordered-list" ref={list} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={keys[index]}
            className="ordered-line"
            data-state={
              dragged === index ? 'dragged' : over === index && dragged !== undefined ? 'over' : undefined
            }
            onKeyDown={(event) => moveByKey(event, index)}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => drop(event, index)}
          >
            {items.length > 1 && (
              <span
                className="ordered-grip"
                draggable
                title={ordered.hint}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(undefined);
                  setOver(undefined);
                }}
              >
                <Icon name="grip" />
              </span>
            )}
            <div className="ordered-content">{children(item, index)}</div>
            <span className="ordered-controls">
              {items.length > 1 &&
                (['up', 'down'] as const).map((control) => (
                  <IconButton
                    key={control}
                    data-control={control}
                    icon={control}
                    label={ordered[control](nameOf(item))}
                    disabled={control === 'up' ? index === 0 : index === items.length - 1}
                    onClick={() => move(index, control === 'up' ? index - 1 : index + 1, control)}
                  />
                ))}
              {on.onRemove && (
                <IconButton
                  data-control="remove"
                  icon="trash"
                  label={ordered.remove(nameOf(item))}
                  onClick={() => on.onRemove?.(index)}
                />
              )}
            </span>
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {said}
      </p>
    </>
  );
}

function uniqueKeys(keys: readonly (string | number)[]): string[] {
  return keys.map((key, index) => `${key} ${keys.slice(0, index).filter((other) => other === key).length}`);
}
