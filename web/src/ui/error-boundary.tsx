import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
  /** What to show instead; `retry` draws the children anew. */
  fallback: (retry: () => void) => ReactNode;
}

/** Shows something else where its children fail to draw themselves. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback(() => this.setState({ failed: false })) : this.props.children;
  }
}
