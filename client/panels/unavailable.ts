/** Attributes of a button without effect, for looks and accessibility. HTML's `disabled` would remove the focus. */
export function unavailable(isSo: boolean): { readonly "aria-disabled"?: true; readonly "data-disabled"?: true } {
  return isSo ? { "aria-disabled": true, "data-disabled": true } : {};
}
