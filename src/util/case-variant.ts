/** Names with the same key differ only in case and spaces. */
export const variantKey = (name: string): string => name.replace(/\s+/g, '').toLowerCase();

export const isCaseVariant = (one: string, other: string): boolean => variantKey(one) === variantKey(other);
