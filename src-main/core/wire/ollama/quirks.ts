/** How the models of an Ollama server are to be asked. Absent means normal. */
export interface OllamaQuirks {
  /** The most tokens of context that a model is loaded with; 131,072 where absent. They take up memory. */
  contextTokens?: number;
  /**
   * Its models take `think` as a level, so that an effort can be sent. Models that cannot think refuse every level:
   * https://docs.ollama.com/capabilities/thinking (2026-11).
   */
  thinkLevels?: true;
}
