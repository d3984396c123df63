/** How an OpenAI-compatible upstream departs from the plain protocol. Absent means normal. */
export interface ChatQuirks {
  /** The upstream's own limit on tools; more are refused before they are sent. */
  maxTools?: number;
}
