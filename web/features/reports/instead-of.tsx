import { Component, type ReactNode } from "react";

/** Code of a part may fail to load; the page around it stays. */
export class InsteadOf extends Component<{ failed: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? this.props.failed : this.props.children;
  }
}
