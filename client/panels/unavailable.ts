/** Of a button that does nothing just now: it looks so and says so. The `disabled` of HTML would take the focus away. */
export function unavailable(isSo: boolean): { readonly "aria-disabled"?: true; readonly "data-disabled"?: true } {
  return isSo ? { "aria-disabled": true, "data-disabled": true } : {};
}
