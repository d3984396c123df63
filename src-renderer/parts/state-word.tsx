import '../styles/state-word.css';

/** What a state means to the reader; it gives the dot its colour. */
export type Tone = 'good' | 'bad' | 'warning' | 'busy' | 'idle';

/** A state as a dot and a word: the colour alone says nothing that the word does not. */
export function StateWord({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span className="state-word" data-tone={tone}>
      {word}
    </span>
  );
}
