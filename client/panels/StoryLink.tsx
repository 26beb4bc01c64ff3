import type { MouseEvent, ReactElement, ReactNode } from "react";

export interface StoryLinkProps {
  readonly href: string;
  readonly isCurrent?: boolean;
  readonly className?: string;
  readonly onGo: () => void;
  readonly children: ReactNode;
}

/** A link within the app: the app handles a plain click, the browser any other. */
export function StoryLink({ href, isCurrent = false, className, onGo, children }: StoryLinkProps): ReactElement {
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onGo();
  };
  return (
    <a href={href} className={className} aria-current={isCurrent ? "page" : undefined} onClick={go}>
      {children}
    </a>
  );
}
