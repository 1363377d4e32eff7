/** Whether a number stands in a text as a number of its own: 5000 in `:5000/ws`, not in `15000`. */
export const hasNumber = (text: string, number: number): boolean =>
  new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text);
