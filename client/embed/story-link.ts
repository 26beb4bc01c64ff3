/**
 * Opens the story's page from a sandboxed frame. If the sandbox forbids the window, or the window would inherit the
 * sandbox, in which the page cannot run, replaces the link by its address as text.
 */
export function bindStoryLink(frame: Window, link: HTMLAnchorElement): void {
  const follow = (event: MouseEvent): void => {
    if (event.type === "auxclick" && event.button !== 1) return;
    event.preventDefault();
    const opened = frame.open("about:blank", "_blank");
    if (opened !== null && isUnconfined(opened, frame.location.hostname)) {
      opened.opener = null;
      opened.location.replace(link.href);
      return;
    }
    opened?.close();
    link.replaceWith(addressOf(link));
  };
  link.addEventListener("click", follow);
  link.addEventListener("auxclick", follow);
}

/**
 * A window without a sandbox shares its opener's origin while it is empty; one that inherited the sandbox has its own,
 * or, where the sandbox allows the origin, is refused what no sandbox allows.
 */
function isUnconfined(opened: Window, hostname: string): boolean {
  try {
    const { document, origin } = opened;
    if (origin !== OPAQUE) document.domain = hostname;
    return true;
  } catch {
    return false;
  }
}

/** The origin of a sandbox that allows none. */
const OPAQUE = "null";

function addressOf({ href, ownerDocument }: HTMLAnchorElement): HTMLElement {
  const element = ownerDocument.createElement("span");
  element.className = "address";
  element.setAttribute("role", "status");
  const address = ownerDocument.createElement("bdi");
  address.textContent = href;
  element.append("The page around this picture keeps links from opening. The whole story: ", address);
  return element;
}
