import { useId } from 'react';
import type { ReactNode } from 'react';
import './section.css';

interface SectionProps {
  title: string;
  /** Beside the title: a link or a control. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading, on a card. */
export function Section({ title, aside, children }: SectionProps) {
  const headingId = useId();
  return (
    <section className="section" aria-labelledby={headingId}>
      <header className="section-header">
        <h2 id={headingId}>{title}</h2>
        {aside}
      </header>
      <div className="card">{children}</div>
    </section>
  );
}
