import { Component, type ReactElement, type ReactNode } from "react";

interface Props {
  /** In words, what is not visible. */
  readonly heading: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Replaces children that failed to render by a message: without it React removes the whole page silently. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <ErrorMessage heading={this.props.heading} error={error} />;
  }
}

function ErrorMessage({ heading, error }: { readonly heading: string; readonly error: Error }): ReactElement {
  return (
    <main className="message" role="alert">
      <h1>{heading}</h1>
      <p>Something unexpected happened. Your data is safe; the page stopped at this error:</p>
      <p>
        <code>
          {error.name}: {error.message}
        </code>
      </p>
      <p>
        <button type="button" className="as-link" onClick={() => location.reload()}>
          Try again
        </button>
        {" · "}
        <a className="as-link" href="/">
          Open the newest story
        </a>
      </p>
    </main>
  );
}
