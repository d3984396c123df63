/** What to do while there is no request yet: the two environment variables that point Claude Code here. */
export function FirstSteps({ address = window.location.origin }: { address: string | undefined }) {
  return (
    <div className="first-steps">
      <p>No requests yet. Point Claude Code here with two environment variables, then start it:</p>
      <pre tabIndex={0} aria-label="Environment of Claude Code">
        <code>{`export ANTHROPIC_BASE_URL=${address}\nexport ANTHROPIC_AUTH_TOKEN=…\nclaude`}</code>
      </pre>
      <p className="quiet">
        The token is the client’s: the value of <code>SIGNALBOX_TOKEN</code> that Signalbox was started with,
        or, without one, what it keeps in the keychain as <code>client/claude-code</code>.
      </p>
    </div>
  );
}
