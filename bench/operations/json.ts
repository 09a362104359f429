/** JSON columns: some databases hand them over as text, others parsed. */

export const parsedJson = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
export const jsonText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
