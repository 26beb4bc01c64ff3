/** What stands between two values, comparisons apart. */
export type BinaryOperator =
  | "OR"
  | "XOR"
  | "AND"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "^"
  | "||"
  | "IN"
  | "STARTS WITH"
  | "ENDS WITH"
  | "CONTAINS"
  | "=~";
