import { Component, type ReactNode } from "react";
import { PageError } from "@/api/errors";
import { Button } from "./button";
import { ErrorNotice } from "./notice";
import { PlainPage } from "./plain-page";

/** Says so when a page of ours fails to draw itself. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <PlainPage title="This page broke">
        <ErrorNotice error={new PageError("failed")}>
          <Button onClick={() => this.setState({ failed: false })}>Try again</Button>
        </ErrorNotice>
      </PlainPage>
    );
  }
}
